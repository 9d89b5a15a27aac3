package waybill.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The announcements' data as released: {@code golden/v1/<type>.json} with every optional member, and
 * {@code <type>.bare.json} with none where the type has some. Never edited, only added to.
 */
record GoldenFiles(Path folder) {
    private static final String FULL = ".json";
    private static final String BARE = ".bare.json";

    /** The released files of version 1. */
    static GoldenFiles v1() {
        return new GoldenFiles(Path.of("src/test/resources/golden/v1"));
    }

    /** The names of all files, in alphabetical order. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type that a file is about. */
    static String typeOf(String name) {
        return name.substring(0, name.length() - (name.endsWith(BARE) ? BARE : FULL).length());
    }

    /** The file of a type with every optional member. */
    byte[] full(String type) {
        return read(type + FULL);
    }

    /** Whether a type has a file without optional members. */
    boolean hasBare(String type) {
        return Files.exists(folder.resolve(type + BARE));
    }

    /** The bytes of a file, without the end of its line. */
    byte[] read(String name) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            return bytes[bytes.length - 1] == '\n' ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
