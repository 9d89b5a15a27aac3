package waybill.server.data;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waybill.engine.core.log.StoreFault;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.embedded.DirectoryPostgres;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.order.service.Forgetting;
import waybill.order.service.OrderService;
import waybill.server.CannotStart;

/** {@code waybill forget}: a person is forgotten, while the shop goes on or while it does not. */
@Command(
        name = "forget",
        description = "Destroys the key of everything personal in a customer's orders. It cannot be undone."
                + " Works while Waybill is running and while it is not.",
        mixinStandardHelpOptions = true)
public final class ForgetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CUSTOMER", description = "The shop's own id of the customer.")
    private String customer = "";

    @Option(
            names = "--reason",
            paramLabel = "REFERENCE",
            description = "A reference such as a ticket number, kept for ever; no sentence.")
    private @Nullable String reason;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        if (reason != null && !Forgetting.isReference(reason)) {
            throw new CannotStart("The reason must be " + Forgetting.REFERENCE_SAYS + ".", null);
        }
        try (DirectoryPostgres postgres = DirectoryPostgres.of(data.directory());
                Database orders = new Database(
                        "forget",
                        postgres.database("waybill_order"),
                        new Database.Sizes(2, 2),
                        new SimpleMeterRegistry())) {
            if (!postgres.isShared()) {
                OrderService.prepare(orders);
            }
            System.out.println(told(new Forgetting(orders)
                    .forget(customer, "cli:" + System.getProperty("user.name", "unknown"), reason)
                    .orElseThrow(
                            () -> new CannotStart("Nothing personal is known of a customer " + customer + ".", null))));
            return 0;
        } catch (EmbeddedPostgresException | StoreFault away) {
            throw new CannotStart(String.valueOf(away.getMessage()), away);
        }
    }

    private static String told(Forgetting.Forgotten forgotten) {
        return String.format(
                Locale.ROOT,
                "The customer %s was forgotten at %s; nothing personal can be read any more in %,d order%s.",
                forgotten.customer(),
                forgotten.at(),
                forgotten.orders(),
                forgotten.orders() == 1 ? "" : "s");
    }
}
