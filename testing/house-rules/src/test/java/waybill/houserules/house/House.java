package waybill.houserules.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A house to be judged: the repository itself, or a small one with a planted fault. Everything is read once. */
public final class House {
    private static final Set<String> NOT_OURS =
            Set.of(".git", ".idea", ".settings", ".vscode", ".waybill", ".waybill-verify", "node_modules", "target");
    private static final Set<String> TEXTS = Set.of(
            "adoc",
            "css",
            "html",
            "java",
            "js",
            "json",
            "md",
            "mjs",
            "properties",
            "py",
            "sh",
            "sql",
            "toml",
            "ts",
            "txt",
            "xml",
            "yaml",
            "yml");
    private static final Set<String> TEXTS_WITHOUT_EXTENSION =
            Set.of("Dockerfile", "LICENSE", "NOTICE", "run", "waybill");

    private final Path root;
    private final List<String> files;
    private @Nullable List<SourceFile> sources;
    private @Nullable JavaClasses classes;

    private House(Path root) {
        this.root = root;
        this.files = list(root);
    }

    public static House at(Path root) {
        return new House(root);
    }

    /** The repository this test runs in: the nearest directory above that has a kernel. */
    public static House ours() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("kernel/src"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException(
                        "not inside the repository: " + Path.of("").toAbsolutePath());
            }
        }
        return at(here);
    }

    /** Every file that is ours, from the root, with forward slashes. */
    public List<String> files() {
        return files;
    }

    public boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    public String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as UTF-8", e);
        }
    }

    /** Every file that people write as text. */
    public List<String> texts() {
        return files.stream().filter(House::isText).toList();
    }

    public List<String> poms() {
        return files.stream().filter(file -> file.endsWith("pom.xml")).toList();
    }

    /** Every Java source, parsed. */
    public List<SourceFile> sources() {
        if (sources == null) {
            sources = SourceFile.parseAll(
                    root, files.stream().filter(SourceFile::isOne).toList());
        }
        return sources;
    }

    /** Every compiled class that ships. */
    public JavaClasses classes() {
        if (classes == null) {
            List<Path> compiled = Rooms.ALL.stream()
                    .map(room -> root.resolve(room.path()).resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            classes = new ClassFileImporter().importPaths(compiled);
        }
        return classes;
    }

    private static boolean isText(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? TEXTS_WITHOUT_EXTENSION.contains(name) : TEXTS.contains(name.substring(dot + 1));
    }

    private static List<String> list(Path root) {
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean theirs = NOT_OURS.contains(String.valueOf(directory.getFileName()));
                    return theirs ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(root.relativize(file).toString().replace('\\', '/'));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }
}
