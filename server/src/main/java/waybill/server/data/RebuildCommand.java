package waybill.server.data;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import waybill.engine.postgres.embedded.DirectoryPostgres;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.engine.postgres.views.Rebuildable;
import waybill.server.CannotStart;

/** {@code waybill rebuild}: makes read models again from the events, beside a running shop or without one. */
@Command(
        name = "rebuild",
        description = "Makes a read model again from the events, while Waybill is running or while it is not.",
        mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Parameters(index = "0", paramLabel = "VIEW", description = "orders, movements, payment-index, unresolved, or all.")
    private String view = "";

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        try (DirectoryPostgres postgres = DirectoryPostgres.of(data.directory());
                ServiceDatabases databases = new ServiceDatabases(postgres::database)) {
            for (Rebuildable wanted : wanted(databases.views())) {
                System.out.println(told(wanted.rebuild()));
            }
            return 0;
        } catch (EmbeddedPostgresException | Rebuildable.RebuildUnderWay reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        }
    }

    private List<Rebuildable> wanted(List<Rebuildable> all) {
        List<Rebuildable> wanted = all.stream()
                .filter(one -> view.equals(ALL) || view.equals(one.name()))
                .toList();
        if (wanted.isEmpty()) {
            String names = all.stream().map(Rebuildable::name).collect(Collectors.joining(", "));
            throw new CannotStart("There is no view " + view + ": say " + names + " or all.", null);
        }
        return wanted;
    }

    private static String told(Rebuildable.Report report) {
        return String.format(
                Locale.ROOT,
                "The view %s was rebuilt from %,d events in %.1f seconds.",
                report.view(),
                report.events(),
                report.time().toMillis() / 1000.0);
    }
}
