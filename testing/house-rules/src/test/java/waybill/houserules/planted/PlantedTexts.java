package waybill.houserules.planted;

import java.util.stream.Stream;
import waybill.houserules.rules.ModuleRules;
import waybill.houserules.rules.Rule;
import waybill.houserules.rules.TextRules;

/** Documents, poms and other texts with a fault. */
final class PlantedTexts {
    private PlantedTexts() {}

    static Stream<PlantedFault> all() {
        return Stream.of(words(), documents(), modules(), reasons()).flatMap(faults -> faults);
    }

    private static Stream<PlantedFault> words() {
        Rule later = TextRules.NOTHING_IS_LEFT_FOR_LATER;
        Rule place = TextRules.NOTHING_IS_OUT_OF_PLACE;
        return Stream.of(
                PlantedFault.of(later, "docs/planted.md", "TO" + "DO: say more"),
                PlantedFault.of(later, "waybill", "# FIX" + "ME"),
                PlantedFault.of(place, "pom.xml", "<url>https://repo.maven" + ".apache.org/maven2</url>"),
                PlantedFault.of(place, "pom.xml", "<url>https://repo1.maven" + ".org/maven2</url>"),
                PlantedFault.of(place, "package-lock.json", "\"resolved\": \"https://registry.npm" + "js.org/a\""),
                PlantedFault.of(place, "docs/planted.md", "see /work/" + "main"),
                PlantedFault.of(place, "docs/planted.md", "see /tmp/" + "wb"),
                PlantedFault.of(place, "docs/planted.md", "payments are authori" + "sed"));
    }

    private static Stream<PlantedFault> documents() {
        return Stream.of(
                PlantedFault.of(TextRules.EVERY_LINK_LEADS_SOMEWHERE, "README.md", "[the saga](docs/saga.md)"),
                PlantedFault.of(TextRules.EVERY_LINK_LEADS_SOMEWHERE, "docs/a.md", "![a picture](../a.png#top)"),
                PlantedFault.of(
                        TextRules.EVERY_PROMISE_NAMES_A_TEST_THAT_EXISTS, "docs/a.md", "held by `NobodyWroteItTest`"),
                PlantedFault.of(
                        TextRules.EVERY_PROMISE_NAMES_A_TEST_THAT_EXISTS, "README.md", "see ForgottenContract"));
    }

    private static Stream<PlantedFault> modules() {
        Rule table = ModuleRules.MODULES_FOLLOW_THE_TABLE;
        return Stream.of(
                needs(table, "kernel", "waybill", "waybill-contracts"),
                needs(table, "contracts", "waybill", "waybill-engine-core"),
                needs(table, "engine/core", "org.postgresql", "postgresql"),
                needs(table, "engine/http", "waybill", "waybill-engine-postgres"),
                needs(table, "order/domain", "waybill", "waybill-engine-core"),
                needs(table, "order/domain", "com.fasterxml.jackson.core", "jackson-databind"),
                needs(table, "order/service", "waybill", "waybill-payment-service"),
                needs(table, "payment/service", "io.helidon.webserver", "helidon-webserver"),
                needs(table, "server", "waybill", "waybill-order-domain"),
                needs(table, "bench", "waybill", "waybill-server"),
                needs(table, "testing/system", "waybill", "waybill-order-service"),
                PlantedFault.of(
                        table,
                        "kernel/pom.xml",
                        "<project><profiles><profile>"
                                + needing("<groupId>waybill</groupId><artifactId>waybill-contracts</artifactId>")
                                + "</profile></profiles></project>"),
                PlantedFault.of(
                                ModuleRules.EVERY_MODULE_HAS_A_ROW,
                                "pom.xml",
                                "<project><modules><module>common</module></modules></project>")
                        .naming("common"),
                PlantedFault.of(
                        ModuleRules.VERSIONS_ARE_PINNED_ONCE,
                        "kernel/pom.xml",
                        "<project>" + needing("<groupId>a</groupId><artifactId>b</artifactId><version>1</version>")
                                + "</project>"),
                PlantedFault.of(
                        ModuleRules.NO_TEST_IS_RUN_AGAIN,
                        "pom.xml",
                        "<project><properties><surefire.rerunFailingTestsCount>2"
                                + "</surefire.rerunFailingTestsCount></properties></project>"));
    }

    private static Stream<PlantedFault> reasons() {
        String managed = "<project><dependencyManagement>"
                + needing("<groupId>org.example</groupId><artifactId>left-pad</artifactId><version>1</version>")
                + "</dependencyManagement></project>";
        PlantedFault noReason = PlantedFault.of(ModuleRules.EVERY_DEPENDENCY_HAS_A_REASON, "pom.xml", managed)
                .naming("left-pad");
        return Stream.of(noReason, noReason.beside("docs/decisions/0001-we-use-right-pad.md", "`right-pad` pads"));
    }

    private static PlantedFault needs(Rule rule, String module, String group, String artifact) {
        String dependency = "<groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>";
        return PlantedFault.of(rule, module + "/pom.xml", "<project>" + needing(dependency) + "</project>");
    }

    private static String needing(String dependency) {
        return "<dependencies><dependency>" + dependency + "</dependency></dependencies>";
    }
}
