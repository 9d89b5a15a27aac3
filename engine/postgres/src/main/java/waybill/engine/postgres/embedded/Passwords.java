package waybill.engine.postgres.embedded;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The generated password of every role, in a file that only its owner may read; made before a role, kept for ever. */
final class Passwords {
    private static final SecureRandom CHANCE = new SecureRandom();

    private final Path file;
    private final Map<String, String> passwords;

    private Passwords(Path file, Map<String, String> passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    static Passwords in(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Passwords(file, new TreeMap<>());
        }
        Map<String, String> read = Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, _) -> first, TreeMap::new));
        return new Passwords(file, read);
    }

    /** The role's password; a role that has none yet gets one, which is on disk before it is used. */
    synchronized String of(String role) throws IOException {
        String known = passwords.get(role);
        if (known != null) {
            return known;
        }
        byte[] secret = new byte[24];
        CHANCE.nextBytes(secret);
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        passwords.put(role, fresh);
        save();
        return fresh;
    }

    synchronized boolean knows(String role) {
        return passwords.containsKey(role);
    }

    private void save() throws IOException {
        String text = passwords.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue() + "\n")
                .collect(Collectors.joining());
        Path fresh = Files.createTempFile(
                file.getParent(),
                "passwords",
                Layout.UNFINISHED,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
