package waybill.houserules.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import java.util.ArrayList;
import java.util.List;
import waybill.houserules.house.Room;
import waybill.houserules.house.Rooms;

/** Every row of the import table as a rule: a room imports what its row names, and nothing else. */
public final class ImportRules {
    public static final List<Rule> ALL =
            Rooms.ALL.stream().filter(Room::ships).map(ImportRules::row).toList();

    private ImportRules() {}

    public static Rule of(String path) {
        Room room = Rooms.at(path);
        return ALL.stream()
                .filter(rule -> rule.sentence().equals(sentence(room)))
                .findFirst()
                .orElseThrow();
    }

    private static Rule row(Room room) {
        List<String> known = new ArrayList<>(List.of(room.everything()));
        known.addAll(room.rooms());
        known.addAll(room.jdk());
        room.libraries().forEach(library -> known.addAll(library.packages()));
        return new ClassRule(
                sentence(room),
                classes()
                        .that()
                        .resideInAPackage(room.everything())
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(known.toArray(String[]::new)));
    }

    private static String sentence(Room room) {
        return room.path() + " imports only what its row of the import table names";
    }
}
