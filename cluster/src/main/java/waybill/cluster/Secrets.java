package waybill.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What the processes of a cluster share and nobody else may read, made once and kept in the data directory. */
final class Secrets {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;

    private Secrets() {}

    /**
     * The key of personal data, where {@code run} keeps it, too; made before there are databases, and never for those
     * that are there already.
     *
     * @throws CannotStart if it is lost
     */
    static Path masterKey(Path data) throws IOException {
        Path file = data.resolve("master.key");
        if (!Files.exists(file) && Files.isDirectory(data.resolve("postgres").resolve("data"))) {
            throw new CannotStart("The key of personal data, " + file + ", is lost: put it back from a backup.", null);
        }
        return Files.exists(file) ? file : written(file, Base64.getEncoder().encodeToString(chance(BYTES)));
    }

    /** The API key by which services let each other in. */
    static Path servicesKey(Path data) throws IOException {
        Path file = data.resolve("services.key");
        String id = HexFormat.of().formatHex(chance(ID_BYTES));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(chance(BYTES));
        return Files.exists(file) ? file : written(file, "wbk_" + id + "_" + secret);
    }

    private static byte[] chance(int bytes) {
        byte[] some = new byte[bytes];
        CHANCE.nextBytes(some);
        return some;
    }

    /**
     * The file is there as a whole and on disk, or not at all: what is sealed with the key must never be without it.
     */
    private static Path written(Path file, String secret) throws IOException {
        Path unfinished = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".unfinished",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.US_ASCII.encode(secret + "\n"));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return file;
    }
}
