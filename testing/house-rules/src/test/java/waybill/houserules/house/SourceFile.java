package waybill.houserules.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java source, as the compiler reads it.
 *
 * @param path from the root of the house, with forward slashes
 * @param lines its text
 */
public record SourceFile(String path, List<String> lines, CompilationUnitTree unit, DocTrees trees) {
    private static final Pattern PLACE = Pattern.compile("(.*)/src/(main|test)/java/.*\\.java");

    public static boolean isOne(String file) {
        return PLACE.matcher(file).matches();
    }

    static List<SourceFile> parseAll(Path root, List<String> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var faults = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(faults, Locale.ROOT, StandardCharsets.UTF_8)) {
            var objects = manager.getJavaFileObjectsFromPaths(
                    files.stream().map(root::resolve).toList());
            var task = (JavacTask) compiler.getTask(null, manager, faults, List.of("-proc:none"), null, objects);
            DocTrees trees = DocTrees.instance(task);
            List<SourceFile> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                String path = root.toAbsolutePath().relativize(file).toString().replace('\\', '/');
                String text = unit.getSourceFile().getCharContent(true).toString();
                sources.add(new SourceFile(path, text.lines().toList(), unit, trees));
            }
            if (!faults.getDiagnostics().isEmpty()) {
                throw new IllegalStateException("does not parse: " + faults.getDiagnostics());
            }
            return List.copyOf(sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the module it belongs to. */
    public String module() {
        return placed(1);
    }

    public boolean isTest() {
        return placed(2).equals("test");
    }

    public boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    public String packageName() {
        return String.valueOf(unit.getPackageName());
    }

    /** A place in it as people write it: {@code path:line}. */
    public String at(Tree tree) {
        return path + ":" + lineOf(trees.getSourcePositions().getStartPosition(unit, tree));
    }

    /** How many lines the tree stands on. */
    public int linesOf(Tree tree) {
        var positions = trees.getSourcePositions();
        return lineOf(positions.getEndPosition(unit, tree) - 1) - lineOf(positions.getStartPosition(unit, tree)) + 1;
    }

    public boolean hasJavadoc(TreePath place) {
        String comment = trees.getDocComment(place);
        return comment != null && !comment.isBlank();
    }

    private int lineOf(long position) {
        return (int) unit.getLineMap().getLineNumber(position);
    }

    private String placed(int group) {
        var place = PLACE.matcher(path);
        if (!place.matches()) {
            throw new IllegalStateException(path + " is in no module");
        }
        return place.group(group);
    }
}
