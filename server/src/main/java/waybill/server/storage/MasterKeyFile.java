package waybill.server.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import waybill.order.service.MasterKeySource;
import waybill.server.CannotStart;

/** The master key of personal data in a file beside the database; only its owner may read it. */
final class MasterKeyFile implements MasterKeySource {
    private final Path file;

    /** The key of this data directory. */
    MasterKeyFile(Path data) {
        this.file = data.resolve("master.key");
    }

    @Override
    public Optional<String> find() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new CannotStart("The master key in " + file + " cannot be read.", unreadable);
        }
    }

    /**
     * The file is there as a whole and on disk, or not at all: what is sealed with the key must never be without it.
     */
    @Override
    public void keep(String fresh) {
        try {
            Path unfinished = Files.createTempFile(
                    file.getParent(),
                    "master.key",
                    ".unfinished",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.US_ASCII.encode(fresh + "\n"));
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }

    @Override
    public String place() {
        return file.toString();
    }
}
