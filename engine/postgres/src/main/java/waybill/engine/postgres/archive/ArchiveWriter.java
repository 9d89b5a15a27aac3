package waybill.engine.postgres.archive;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes an archive from its beginning to its end: contents, the rows of each table, the digest of all that. */
final class ArchiveWriter implements AutoCloseable {
    static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final OutputStream file;
    private final MessageDigest digest = Sha256.fresh();
    private final DataOutputStream out;

    ArchiveWriter(Path path) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.file = new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel), BUFFER);
        this.out = new DataOutputStream(new DigestOutputStream(file, digest));
    }

    void contents(Contents contents) throws IOException {
        for (String line : contents.lines()) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Where the rows of the next table go; to be closed before the one after it. */
    OutputStream rows() {
        return new BufferedOutputStream(new Pieces(), BUFFER);
    }

    /** Everything is there: the digest comes last, and all of it is on disk afterwards. */
    void finish() throws IOException {
        out.flush();
        file.write(digest.digest());
        file.flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Bytes in pieces, each with its length before it; an empty one is the end. */
    private final class Pieces extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > 0) {
                out.writeInt(length);
                out.write(bytes, from, length);
            }
        }

        @Override
        public void close() throws IOException {
            out.writeInt(0);
        }
    }
}
