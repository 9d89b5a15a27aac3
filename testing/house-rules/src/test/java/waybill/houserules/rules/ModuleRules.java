package waybill.houserules.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import waybill.houserules.house.House;
import waybill.houserules.house.Library;
import waybill.houserules.house.Pom;
import waybill.houserules.house.Room;
import waybill.houserules.house.Rooms;

/** Rules about the graph of modules, as the poms draw it. */
public final class ModuleRules {
    private static final String ROOT = "pom.xml";
    private static final String TESTKIT = "testing/testkit";
    private static final String DECISIONS = "docs/decisions/";

    public static final Rule EVERY_MODULE_HAS_A_ROW =
            new PomRule("the modules of the build are the rows of the import table", ModuleRules::modulesWithoutARow);

    public static final Rule MODULES_FOLLOW_THE_TABLE =
            new PomRule("a module needs only what its row of the import table names", ModuleRules::needsTooMuch);

    public static final Rule VERSIONS_ARE_PINNED_ONCE =
            new PomRule("versions are pinned in the root pom and nowhere else", ModuleRules::pinsAVersion);

    public static final Rule NO_TEST_IS_RUN_AGAIN = new PomRule(
            "no build runs a failed test again",
            (file, _, house) -> house.text(file).contains("rerunFailingTests") ? List.of(file + " reruns") : List.of());

    public static final Rule EVERY_DEPENDENCY_HAS_A_REASON = new PomRule(
            "every dependency has its reason written down in a decision", ModuleRules::dependenciesWithoutAReason);

    public static final List<Rule> ALL = List.of(
            EVERY_MODULE_HAS_A_ROW,
            MODULES_FOLLOW_THE_TABLE,
            VERSIONS_ARE_PINNED_ONCE,
            NO_TEST_IS_RUN_AGAIN,
            EVERY_DEPENDENCY_HAS_A_REASON);

    private ModuleRules() {}

    private interface Judge {
        List<String> breaches(String file, Pom pom, House house);
    }

    private record PomRule(String sentence, Judge judge) implements Rule {
        @Override
        public Verdict judge(House house) {
            List<String> found = new ArrayList<>();
            for (String file : house.poms()) {
                found.addAll(judge.breaches(file, Pom.parse(house.text(file)), house));
            }
            return new Verdict(house.poms().size(), found);
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    private static List<String> modulesWithoutARow(String file, Pom pom, House house) {
        if (!file.equals(ROOT)) {
            return List.of();
        }
        Set<String> rows = new HashSet<>(Rooms.ALL.stream().map(Room::path).toList());
        return pom.modules().stream()
                .filter(module -> !rows.contains(module))
                .map(module -> module + " has no row")
                .toList();
    }

    private static List<String> needsTooMuch(String file, Pom pom, House house) {
        return Rooms.of(file).stream()
                .flatMap(room -> pom.dependencies().stream()
                        .filter(needed -> !mayNeed(room, needed))
                        .map(needed -> file + " needs " + needed.coordinates()))
                .toList();
    }

    private static boolean mayNeed(Room room, Pom.Dependency needed) {
        if (needed.isOurs()) {
            String path = pathOf(needed.artifact());
            return room.modules().contains(path) || (needed.isForTestsOnly() && path.equals(TESTKIT));
        }
        return needed.isForTestsOnly()
                || Library.named(needed.coordinates())
                        .filter(room.libraries()::contains)
                        .isPresent();
    }

    /** {@code waybill-engine-core} is the module at {@code engine/core}. */
    private static String pathOf(String artifact) {
        return Rooms.ALL.stream()
                .map(Room::path)
                .filter(path -> artifact.equals(
                        "waybill-" + path.replace("testing/", "").replace('/', '-')))
                .findFirst()
                .orElse(artifact);
    }

    private static List<String> pinsAVersion(String file, Pom pom, House house) {
        if (file.equals(ROOT)) {
            return List.of();
        }
        return pom.dependencies().stream()
                .filter(needed -> !needed.version().isEmpty())
                .map(needed -> file + " pins " + needed.coordinates())
                .toList();
    }

    private static List<String> dependenciesWithoutAReason(String file, Pom pom, House house) {
        if (!file.equals(ROOT)) {
            return List.of();
        }
        String decisions = String.join(
                "\n",
                house.texts().stream()
                        .filter(text -> text.startsWith(DECISIONS))
                        .map(house::text)
                        .toList());
        return pom.managed().stream()
                .filter(managed -> !managed.isOurs())
                .map(Pom.Dependency::artifact)
                .filter(artifact -> !decisions.contains("`" + artifact + "`"))
                .map(artifact -> artifact + " has no reason")
                .toList();
    }
}
