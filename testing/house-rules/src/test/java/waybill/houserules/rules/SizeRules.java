package waybill.houserules.rules;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import waybill.houserules.house.House;
import waybill.houserules.house.SourceFile;

/** A file fits in a head, a method on a screen. */
public final class SizeRules {
    private static final int MAIN_FILE_LINES_MAX = 300;
    private static final int TEST_FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 5;
    private static final int COLUMNS_MAX = 120;
    private static final int PACKAGE_TYPES_MAX = 20;

    public static final Rule A_FILE_FITS_IN_A_HEAD = new SourceRule(
            "a file has at most " + MAIN_FILE_LINES_MAX + " lines, a test at most " + TEST_FILE_LINES_MAX,
            file -> true,
            SizeRules::tooLong);

    public static final Rule A_LINE_FITS_ON_A_SCREEN =
            new SourceRule("a line has at most " + COLUMNS_MAX + " columns", file -> true, SizeRules::tooWide);

    public static final Rule A_METHOD_FITS_ON_A_SCREEN =
            SourceRule.walking("a method has at most " + METHOD_LINES_MAX + " lines", file -> true, LongMethods::new);

    public static final Rule FIVE_PARAMETERS_THEN_A_RECORD = SourceRule.walking(
            "a method has at most " + PARAMETERS_MAX + " parameters, then it takes a record",
            file -> true,
            ManyParameters::new);

    public static final Rule A_PACKAGE_HAS_ONE_REASON = new PackageSize();

    public static final List<Rule> ALL = List.of(
            A_FILE_FITS_IN_A_HEAD,
            A_LINE_FITS_ON_A_SCREEN,
            A_METHOD_FITS_ON_A_SCREEN,
            FIVE_PARAMETERS_THEN_A_RECORD,
            A_PACKAGE_HAS_ONE_REASON);

    private SizeRules() {}

    private static List<String> tooLong(SourceFile file) {
        int lines = file.lines().size();
        int most = file.isTest() ? TEST_FILE_LINES_MAX : MAIN_FILE_LINES_MAX;
        return lines <= most ? List.of() : List.of(file.path() + " has " + lines + " lines");
    }

    private static List<String> tooWide(SourceFile file) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < file.lines().size(); i++) {
            int columns =
                    file.lines().get(i).codePointCount(0, file.lines().get(i).length());
            if (columns > COLUMNS_MAX && !isSample(file, i)) {
                found.add(file.path() + ":" + (i + 1) + " has " + columns + " columns");
            }
        }
        return found;
    }

    /** Rows of a test's table and its sample texts stay whole: a broken row is no row. */
    private static boolean isSample(SourceFile file, int line) {
        if (!file.isTest()) {
            return false;
        }
        boolean inText = false;
        for (String before : file.lines().subList(0, line)) {
            inText ^= (before.split("\"\"\"", -1).length - 1) % 2 == 1;
        }
        return inText || file.lines().get(line).contains("\"");
    }

    /** Counts from the opening brace to the closing one, of methods, constructors and initializers. */
    private static final class LongMethods extends SourceRule.Walk {
        LongMethods(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Void nothing) {
            measure(method.getName().toString(), method.getBody());
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitBlock(BlockTree block, Void nothing) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
                measure("an initializer", block);
            }
            return super.visitBlock(block, null);
        }

        private void measure(String name, @Nullable BlockTree body) {
            if (body != null && file().linesOf(body) > METHOD_LINES_MAX) {
                note(file().at(body) + " " + name + " has " + file().linesOf(body) + " lines");
            }
        }
    }

    /** Records may have as many components as they have facts; what overrides cannot choose. */
    private static final class ManyParameters extends SourceRule.Walk {
        ManyParameters(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Void nothing) {
            int parameters = method.getParameters().size();
            if (parameters > PARAMETERS_MAX && !declaresARecord(method) && !Words.isOverride(method.getModifiers())) {
                note(file().at(method) + " " + method.getName() + " has " + parameters + " parameters");
            }
            return super.visitMethod(method, null);
        }

        private boolean declaresARecord(MethodTree method) {
            Tree around = getCurrentPath().getParentPath().getLeaf();
            return around.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
        }
    }

    private record PackageSize() implements Rule {
        @Override
        public String sentence() {
            return "a package has at most " + PACKAGE_TYPES_MAX + " types";
        }

        @Override
        public Verdict judge(House house) {
            Map<String, Integer> types = new TreeMap<>();
            for (SourceFile file : house.sources()) {
                String place = file.path().substring(0, file.path().lastIndexOf('/'));
                types.merge(place, file.unit().getTypeDecls().size(), Integer::sum);
            }
            List<String> found = types.entrySet().stream()
                    .filter(place -> place.getValue() > PACKAGE_TYPES_MAX)
                    .map(place -> place.getKey() + " has " + place.getValue() + " types")
                    .toList();
            return new Verdict(types.size(), found);
        }

        @Override
        public String toString() {
            return sentence();
        }
    }
}
