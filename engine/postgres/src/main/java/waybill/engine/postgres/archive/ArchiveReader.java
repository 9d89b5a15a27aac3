package waybill.engine.postgres.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Reads an archive from its beginning to its end. */
final class ArchiveReader implements AutoCloseable {
    private static final int LINE_MAX = 1 << 16;

    private final DataInputStream in;

    private ArchiveReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** The archive, which was looked at as a whole: not a byte of it is missing or another than was written. */
    static ArchiveReader open(Path path) {
        try {
            verify(path);
            return new ArchiveReader(new BufferedInputStream(Files.newInputStream(path), ArchiveWriter.BUFFER));
        } catch (IOException unreadable) {
            throw new UnusableArchive("The file " + path + " cannot be read.", unreadable);
        }
    }

    private static void verify(Path path) throws IOException {
        MessageDigest digest = Sha256.fresh();
        long length = Files.size(path) - digest.getDigestLength();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), ArchiveWriter.BUFFER)) {
            DigestInputStream read = new DigestInputStream(file, digest);
            byte[] buffer = new byte[ArchiveWriter.BUFFER];
            for (long left = length; left > 0; ) {
                int count = read.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new EOFException();
                }
                left -= count;
            }
            if (length < 0 || !MessageDigest.isEqual(digest.digest(), file.readAllBytes())) {
                throw new UnusableArchive(
                        "The file " + path + " is not a whole export as it was written: it was cut off or changed.");
            }
        }
    }

    Contents contents() {
        try {
            return Contents.read(this::line);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.readUnsignedByte(); one != '\n'; one = in.readUnsignedByte()) {
            if (line.size() > LINE_MAX) {
                throw new UnusableArchive("The file is not an export of Waybill.");
            }
            line.write(one);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The rows of the next table; to be read to their end before those of the one after it. */
    InputStream rows() {
        return new Pieces();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What {@link ArchiveWriter#rows} wrote, put together again. */
    private final class Pieces extends InputStream {
        private int left;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0 && !ended) {
                left = in.readInt();
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int count = in.read(bytes, from, Math.min(length, left));
            if (count < 0) {
                throw new EOFException();
            }
            left -= count;
            return count;
        }
    }
}
