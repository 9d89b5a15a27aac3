package waybill.houserules.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import java.util.List;
import java.util.Set;

/** Rules about what compiled code touches, whatever room it is in. */
public final class UseRules {
    private static final String[] PURE = {"waybill.kernel..", "waybill.*.domain.."};
    private static final String[] COMMANDS = {
        "waybill.server..", "waybill.bench..", "waybill.cluster..", "waybill.torture..", "waybill.simulation"
    };
    private static final Set<String> CLOCKS_AND_DICE = Set.of(
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.Scanner",
            "java.util.ServiceLoader",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System",
            "java.lang.Thread",
            "java.lang.ThreadLocal");
    private static final Set<String> MIRRORS = Set.of(
            "forName",
            "getConstructor",
            "getConstructors",
            "getDeclaredConstructor",
            "getDeclaredConstructors",
            "getDeclaredField",
            "getDeclaredFields",
            "getDeclaredMethod",
            "getDeclaredMethods",
            "getField",
            "getFields",
            "getMethod",
            "getMethods",
            "getPermittedSubclasses",
            "getRecordComponents",
            "newInstance");

    public static final Rule THE_CENTRE_KEEPS_NO_CLOCK_AND_NO_DICE = new ClassRule(
            "kernel and domains ask no clock, throw no dice, and touch no process",
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .dependOnClassesThat(describe(
                            "are a clock, dice or the process", type -> CLOCKS_AND_DICE.contains(type.getFullName())))
                    .orShould()
                    .accessTargetWhere(asksTheTime())
                    .orShould()
                    .accessTargetWhere(throwsDice()));

    public static final Rule SQL_STAYS_IN_THE_STORES = new ClassRule(
            "SQL is spoken only in engine/postgres, in the stores of the services, where the auditor reads their books"
                    + " and in the anchors of the bench",
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "waybill.engine.postgres..",
                            "waybill.*.service.store..",
                            "waybill.auditor.books..",
                            "waybill.bench.anchors..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..", "org.flywaydb.."));

    public static final Rule HELIDON_STAYS_AT_THE_DOOR = new ClassRule(
            "only engine/http knows which web server it is",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("waybill.engine.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.helidon.."));

    public static final Rule STRIPE_STAYS_IN_ITS_ADAPTER = new ClassRule(
            "only the adapter to Stripe knows its library",
            noClasses()
                    .that()
                    .resideOutsideOfPackage("waybill.payment.service.gateway.stripe..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.stripe.."));

    public static final Rule NOBODY_REFLECTS = new ClassRule(
            // The one exception reads, once per record, which components may be null; Jackson asks it to.
            "no code of ours reflects",
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("waybill.contracts.json.NothingMissing")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
                    .orShould()
                    .accessTargetWhere(looksIntoAMirror()));

    public static final Rule ONLY_COMMANDS_PRINT = new ClassRule(
            "only the commands of server, bench, cluster, torture and simulation print; all else logs through SLF4J",
            // The logging room takes in what libraries say through java.util.logging, so it has to know it.
            noClasses()
                    .that()
                    .resideOutsideOfPackages(COMMANDS)
                    .and()
                    .resideOutsideOfPackage("waybill.engine.http.logging..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.logging..")
                    .orShould()
                    .accessFieldWhere(isTheConsole())
                    .orShould()
                    .accessTargetWhere(printsAStackTrace()));

    public static final List<Rule> ALL = List.of(
            THE_CENTRE_KEEPS_NO_CLOCK_AND_NO_DICE,
            SQL_STAYS_IN_THE_STORES,
            HELIDON_STAYS_AT_THE_DOOR,
            STRIPE_STAYS_IN_ITS_ADAPTER,
            NOBODY_REFLECTS,
            ONLY_COMMANDS_PRINT);

    private UseRules() {}

    private static DescribedPredicate<JavaAccess<?>> asksTheTime() {
        return describe(
                "ask java.time what time it is now",
                access -> access.getTargetOwner().getPackageName().startsWith("java.time")
                        && access.getName().equals("now"));
    }

    private static DescribedPredicate<JavaAccess<?>> throwsDice() {
        return describe(
                "make random ids, numbers or orders",
                access -> isOn(access, "java.util.UUID", "randomUUID")
                        || isOn(access, "java.lang.Math", "random")
                        || isOn(access, "java.util.Collections", "shuffle"));
    }

    private static DescribedPredicate<JavaAccess<?>> looksIntoAMirror() {
        return describe(
                "look into a class",
                access -> access.getTargetOwner().isEquivalentTo(Class.class) && MIRRORS.contains(access.getName()));
    }

    private static DescribedPredicate<JavaFieldAccess> isTheConsole() {
        return describe(
                "the console",
                access -> isOn(access, "java.lang.System", "out") || isOn(access, "java.lang.System", "err"));
    }

    private static DescribedPredicate<JavaAccess<?>> printsAStackTrace() {
        return describe(
                "print a stack trace",
                access -> access.getTargetOwner().isAssignableTo(Throwable.class)
                        && access.getName().equals("printStackTrace"));
    }

    private static boolean isOn(JavaAccess<?> access, String owner, String name) {
        JavaClass type = access.getTargetOwner();
        return type.getFullName().equals(owner) && access.getName().equals(name);
    }
}
