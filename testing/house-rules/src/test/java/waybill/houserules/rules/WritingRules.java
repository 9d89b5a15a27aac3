package waybill.houserules.rules;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waybill.houserules.house.House;
import waybill.houserules.house.Room;
import waybill.houserules.house.Rooms;
import waybill.houserules.house.SourceFile;

/** Rules about how sources are written, main and test alike. */
public final class WritingRules {
    private static final Pattern VAGUE = Pattern.compile(".*(Manager|Helper|Utils?|Impl)");
    private static final Pattern SENTENCE = Pattern.compile("[a-z][a-zA-Z0-9]*(_[a-zA-Z0-9]+)+");
    private static final Set<String> TESTS =
            Set.of("ParameterizedTest", "RepeatedTest", "Test", "TestFactory", "TestTemplate");
    private static final List<String> MAGIC = List.of(
            "jakarta.",
            "javax.inject.",
            "javax.persistence.",
            "lombok.",
            "net.jqwik.",
            "org.hibernate.",
            "org.mockito.",
            "org.springframework.");

    public static final Rule NO_DEFAULT_IN_A_DECIDER =
            SourceRule.walking("no switch of a domain has a default", WritingRules::isDomain, Defaults::new);

    public static final Rule NOBODY_SLEEPS =
            SourceRule.walking("nobody sleeps, in tests or out", file -> true, Sleeps::new);

    public static final Rule NAMES_SAY_WHAT =
            SourceRule.walking("no type is a manager, a helper, a util or an impl", file -> true, VagueNames::new);

    public static final Rule TESTS_ARE_SENTENCES =
            SourceRule.walking("a test is named by a sentence in snake_case", SourceFile::isTest, TestNames::new);

    public static final Rule NO_TEST_IS_SWITCHED_OFF =
            SourceRule.walking("no test is switched off", SourceFile::isTest, SwitchedOff::new);

    public static final Rule NO_MAGIC = SourceRule.walking(
            "no annotation magic: no Lombok, no JPA, no Spring, no injection, no mocks", file -> true, Magic::new);

    public static final Rule SYSTEM_TESTS_ONLY_KNOCK = SourceRule.walking(
            "system tests know the program by its HTTP API only",
            file -> file.module().equals("testing/system"),
            Internals::new);

    public static final Rule EVERY_FILE_IS_IN_ITS_ROOM =
            new SourceRule("every source lies in the package of its room", file -> true, WritingRules::misplaced);

    public static final Rule EVERY_PACKAGE_INTRODUCES_ITSELF = new Introductions();

    public static final Rule EVERY_PUBLIC_THING_HAS_ITS_SENTENCE = JavadocRule.rule();

    public static final List<Rule> ALL = List.of(
            NO_DEFAULT_IN_A_DECIDER,
            NOBODY_SLEEPS,
            NAMES_SAY_WHAT,
            TESTS_ARE_SENTENCES,
            NO_TEST_IS_SWITCHED_OFF,
            NO_MAGIC,
            SYSTEM_TESTS_ONLY_KNOCK,
            EVERY_FILE_IS_IN_ITS_ROOM,
            EVERY_PACKAGE_INTRODUCES_ITSELF,
            EVERY_PUBLIC_THING_HAS_ITS_SENTENCE);

    private WritingRules() {}

    private static boolean isDomain(SourceFile file) {
        return !file.isTest() && file.module().endsWith("/domain");
    }

    private static List<String> misplaced(SourceFile file) {
        String folder = file.path().substring(0, file.path().lastIndexOf('/'));
        boolean right = Rooms.of(file.path())
                .filter(room -> (file.packageName() + ".").startsWith(room.packageName() + "."))
                .filter(_ -> folder.endsWith("/java/" + file.packageName().replace('.', '/')))
                .isPresent();
        return right ? List.of() : List.of(file.path() + " says it is in " + file.packageName());
    }

    private static final class Defaults extends SourceRule.Walk {
        Defaults(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitCase(CaseTree label, Void nothing) {
            if (label.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance)) {
                note(file().at(label) + " has a default");
            }
            return super.visitCase(label, null);
        }
    }

    private static final class Sleeps extends SourceRule.Walk {
        Sleeps(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String called = call.getMethodSelect().toString();
            if (called.equals("sleep") || called.endsWith(".sleep")) {
                note(file().at(call) + " sleeps");
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
            if (reference.getName().contentEquals("sleep")) {
                note(file().at(reference) + " sleeps");
            }
            return super.visitMemberReference(reference, null);
        }
    }

    private static final class VagueNames extends SourceRule.Walk {
        VagueNames(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, Void nothing) {
            if (VAGUE.matcher(type.getSimpleName()).matches()) {
                note(file().at(type) + " " + type.getSimpleName() + " does not say what it is");
            }
            return super.visitClass(type, null);
        }
    }

    private static final class TestNames extends SourceRule.Walk {
        TestNames(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Void nothing) {
            boolean test = Words.isAnnotated(method.getModifiers(), TESTS);
            if (test && !SENTENCE.matcher(method.getName()).matches()) {
                note(file().at(method) + " " + method.getName() + " is no sentence");
            }
            return super.visitMethod(method, null);
        }
    }

    private static final class SwitchedOff extends SourceRule.Walk {
        SwitchedOff(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, Void nothing) {
            judge(type.getSimpleName(), Words.isAnnotated(type.getModifiers(), Set.of("Disabled")));
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, Void nothing) {
            judge(method.getName(), Words.isAnnotated(method.getModifiers(), Set.of("Disabled")));
            return super.visitMethod(method, null);
        }

        private void judge(CharSequence name, boolean disabled) {
            if (disabled) {
                note(file().path() + " " + name + " is disabled");
            }
        }
    }

    /** Looks at every qualified name, in imports and in the text. */
    private abstract static class Names extends SourceRule.Walk {
        private final Predicate<String> unwanted;

        Names(SourceFile file, Predicate<String> unwanted) {
            super(file);
            this.unwanted = unwanted;
        }

        @Override
        public @Nullable Void visitImport(ImportTree imported, Void nothing) {
            judge(imported.getQualifiedIdentifier().toString(), file().at(imported));
            return null;
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree name, Void nothing) {
            TreePath around = getCurrentPath().getParentPath();
            if (!(around.getLeaf() instanceof MemberSelectTree)) {
                judge(name.toString(), file().at(name));
            }
            return super.visitMemberSelect(name, null);
        }

        private void judge(String name, String place) {
            if (unwanted.test(name)) {
                note(place + " knows " + name);
            }
        }
    }

    private static final class Magic extends Names {
        Magic(SourceFile file) {
            super(file, name -> MAGIC.stream().anyMatch(name::startsWith));
        }
    }

    private static final class Internals extends Names {
        Internals(SourceFile file) {
            super(file, Internals::isInside);
        }

        private static boolean isInside(String name) {
            return Rooms.ALL.stream()
                    .map(Room::packageName)
                    .filter(room -> !room.equals("waybill.system"))
                    .anyMatch(room -> name.startsWith(room + "."));
        }
    }

    private record Introductions() implements Rule {
        @Override
        public String sentence() {
            return "every package introduces itself in one sentence and is @NullMarked";
        }

        @Override
        public Verdict judge(House house) {
            Map<String, Boolean> packages = new TreeMap<>();
            for (SourceFile file : house.sources()) {
                packages.merge(file.module() + " " + file.packageName(), introduces(file), Boolean::logicalOr);
            }
            List<String> silent = new ArrayList<>(packages.keySet());
            silent.removeIf(name -> Boolean.TRUE.equals(packages.get(name)));
            return new Verdict(packages.size(), silent);
        }

        private static boolean introduces(SourceFile file) {
            if (!file.isPackageInfo()) {
                return false;
            }
            var unit = file.unit();
            boolean marked = unit.getPackageAnnotations().stream()
                    .anyMatch(it -> it.getAnnotationType().toString().endsWith("NullMarked"));
            TreePath place = TreePath.getPath(unit, unit.getPackage());
            return marked && place != null && file.hasJavadoc(place);
        }

        @Override
        public String toString() {
            return sentence();
        }
    }
}
