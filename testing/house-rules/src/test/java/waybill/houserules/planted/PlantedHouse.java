package waybill.houserules.planted;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import waybill.houserules.house.House;

/** Builds the small house of a fault on disk, compiled where its rule reads classes. */
public final class PlantedHouse {
    private final Path root;
    private final List<String> classpath = new ArrayList<>(List.of(System.getProperty("java.class.path")));

    private PlantedHouse(Path root) {
        this.root = root;
    }

    /** The house of this fault, built in an empty directory. */
    public static House build(PlantedFault fault, Path root) {
        PlantedHouse house = new PlantedHouse(root);
        for (Map.Entry<String, String> file : fault.files().entrySet()) {
            house.write(file.getKey(), file.getValue());
            if (fault.rule().readsClasses()) {
                house.compile(file.getKey());
            }
        }
        return House.at(root);
    }

    private void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(String path) {
        Path classes = root.resolve(path.substring(0, path.indexOf("/src/"))).resolve("target/classes");
        if (!classpath.contains(classes.toString())) {
            classpath.add(classes.toString());
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var faults = new DiagnosticCollector<JavaFileObject>();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", String.join(File.pathSeparator, classpath));
        try (var manager = compiler.getStandardFileManager(faults, Locale.ROOT, null)) {
            var sources = manager.getJavaFileObjects(root.resolve(path));
            if (!compiler.getTask(null, manager, faults, options, null, sources).call()) {
                throw new IllegalStateException(path + " does not compile: " + faults.getDiagnostics());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
