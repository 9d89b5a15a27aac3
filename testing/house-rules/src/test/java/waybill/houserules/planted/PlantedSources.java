package waybill.houserules.planted;

import java.util.stream.Stream;
import waybill.houserules.rules.Rule;
import waybill.houserules.rules.SizeRules;
import waybill.houserules.rules.WritingRules;

/** Sources that are too big, or written as nobody writes here. */
final class PlantedSources {
    private static final String DOMAIN = "order/domain/src/main/java/waybill/order/domain/";
    private static final String DOMAIN_TEST = "order/domain/src/test/java/waybill/order/domain/";

    private PlantedSources() {}

    static Stream<PlantedFault> all() {
        return Stream.of(sizes(), parameters(), switches(), sleeps(), names(), tests(), borders(), sentences())
                .flatMap(faults -> faults);
    }

    private static Stream<PlantedFault> sizes() {
        String statements = "        it();\n".repeat(39);
        return Stream.of(
                type(SizeRules.A_FILE_FITS_IN_A_HEAD, "Planted", "class Planted {" + "\n".repeat(299) + "}"),
                test(SizeRules.A_FILE_FITS_IN_A_HEAD, "class PlantedTest {" + "\n".repeat(399) + "}"),
                type(SizeRules.A_LINE_FITS_ON_A_SCREEN, "Planted", "class Planted {}" + " ".repeat(105)),
                type(
                        SizeRules.A_METHOD_FITS_ON_A_SCREEN,
                        "Planted",
                        "class Planted {\nvoid it() {\n" + statements + "}}"),
                type(SizeRules.A_METHOD_FITS_ON_A_SCREEN, "Planted", "class Planted {\nstatic {\n" + statements + "}}"),
                type(
                        SizeRules.A_METHOD_FITS_ON_A_SCREEN,
                        "Planted",
                        "record Planted() { Planted {\n" + statements + "}}"),
                type(SizeRules.A_PACKAGE_HAS_ONE_REASON, "Planted", "class One {}\n".repeat(21))
                        .naming("order/domain/src/main/java/waybill/order/domain"));
    }

    private static Stream<PlantedFault> parameters() {
        Rule rule = SizeRules.FIVE_PARAMETERS_THEN_A_RECORD;
        String six = "(int a, int b, int c, int d, int e, int f)";
        return Stream.of(
                type(rule, "Planted", "class Planted { void it" + six + " {} }"),
                type(rule, "Planted", "class Planted { Planted" + six + " {} }"),
                type(rule, "Planted", "interface Planted { void it" + six + "; }"),
                type(rule, "Planted", "record Planted() { static void it" + six + " {} }"));
    }

    private static Stream<PlantedFault> switches() {
        Rule rule = WritingRules.NO_DEFAULT_IN_A_DECIDER;
        return Stream.of(
                type(rule, "Planted", "class Planted { int it(Object o) { return switch (o) { default -> 1; }; } }"),
                type(
                        rule,
                        "Planted",
                        "class Planted { int it(Object o) { return switch (o) { case null, default -> 1; }; } }"),
                type(rule, "Planted", "class Planted { void it(int i) { switch (i) { case 1: break; default: } } }"));
    }

    private static Stream<PlantedFault> sleeps() {
        Rule rule = WritingRules.NOBODY_SLEEPS;
        return Stream.of(
                type(rule, "Planted", "class Planted { void it() throws Exception { Thread.sleep(1); } }"),
                type(rule, "Planted", "class Planted { void it() throws Exception { TimeUnit.DAYS.sleep(1); } }"),
                type(rule, "Planted", "class Planted { Object it = (Runnable) Thread::sleep; }"),
                test(rule, "class PlantedTest { void it() throws Exception { sleep(1); } }"));
    }

    private static Stream<PlantedFault> names() {
        Rule rule = WritingRules.NAMES_SAY_WHAT;
        return Stream.of("OrderManager", "OrderHelper", "OrderUtil", "OrderUtils", "OrderImpl")
                .map(name -> type(rule, name, "class " + name + " {}"));
    }

    private static Stream<PlantedFault> tests() {
        return Stream.of(
                test(WritingRules.TESTS_ARE_SENTENCES, "class PlantedTest { @Test void testOrder() {} }"),
                test(WritingRules.TESTS_ARE_SENTENCES, "class PlantedTest { @ParameterizedTest void works() {} }"),
                test(WritingRules.NO_TEST_IS_SWITCHED_OFF, "class PlantedTest { @Test @Disabled void it_works() {} }"),
                test(WritingRules.NO_TEST_IS_SWITCHED_OFF, "@org.junit.jupiter.api.Disabled class PlantedTest {}"));
    }

    private static Stream<PlantedFault> borders() {
        Rule magic = WritingRules.NO_MAGIC;
        Rule knock = WritingRules.SYSTEM_TESTS_ONLY_KNOCK;
        String system = "testing/system/src/test/java/waybill/system/PlantedSystemTest.java";
        return Stream.of(
                type(magic, "Planted", "import lombok.Data;\n@Data class Planted {}"),
                type(magic, "Planted", "import jakarta.persistence.*;\n@Entity class Planted {}"),
                type(magic, "Planted", "@org.springframework.stereotype.Component class Planted {}"),
                test(magic, "import static org.mockito.Mockito.mock;\nclass PlantedTest {}"),
                PlantedFault.of(
                        knock,
                        system,
                        "package waybill.system; import waybill.order.domain.Order; class PlantedSystemTest {}"),
                PlantedFault.of(
                        knock, system, "package waybill.system; class PlantedSystemTest { waybill.server.Main it; }"),
                PlantedFault.of(
                        WritingRules.EVERY_FILE_IS_IN_ITS_ROOM, DOMAIN + "Planted.java", "package waybill.kernel;"),
                PlantedFault.of(
                        WritingRules.EVERY_FILE_IS_IN_ITS_ROOM,
                        "order/domain/src/main/java/waybill/Planted.java",
                        "package waybill.order.domain;"),
                PlantedFault.of(
                        WritingRules.EVERY_FILE_IS_IN_ITS_ROOM,
                        "nowhere/src/main/java/waybill/nowhere/Planted.java",
                        "package waybill.nowhere;"));
    }

    private static Stream<PlantedFault> sentences() {
        Rule package_ = WritingRules.EVERY_PACKAGE_INTRODUCES_ITSELF;
        Rule rule = WritingRules.EVERY_PUBLIC_THING_HAS_ITS_SENTENCE;
        String info = DOMAIN + "package-info.java";
        String domain = "waybill.order.domain";
        return Stream.of(
                type(package_, "Planted", "class Planted {}").naming(domain),
                PlantedFault.of(package_, info, "/** Orders. */\npackage waybill.order.domain;")
                        .naming(domain),
                PlantedFault.of(package_, info, "@NullMarked\npackage waybill.order.domain;")
                        .naming(domain),
                type(rule, "Planted", "public class Planted {}"),
                type(rule, "Planted", "public record Planted(int it) {}"),
                type(rule, "Planted", "/** It. */\npublic class Planted { public void it() {} }"),
                type(rule, "Planted", "/** It. */\npublic interface Planted { int it(); }"),
                type(
                        rule,
                        "Planted",
                        "/** It. */\npublic sealed interface Planted { record It() implements Planted {} }"),
                type(rule, "Planted", "/** It. */\npublic class Planted { public enum Inner { ONE } }"));
    }

    private static PlantedFault type(Rule rule, String name, String text) {
        return PlantedFault.of(rule, DOMAIN + name + ".java", "package waybill.order.domain;\n" + text);
    }

    private static PlantedFault test(Rule rule, String text) {
        return PlantedFault.of(rule, DOMAIN_TEST + "PlantedTest.java", "package waybill.order.domain;\n" + text);
    }
}
