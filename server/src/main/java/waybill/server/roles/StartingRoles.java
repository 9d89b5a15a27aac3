package waybill.server.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import waybill.engine.core.log.StoreFault;
import waybill.server.CannotStart;
import waybill.server.neighbours.Neighbours;
import waybill.server.settings.Role;

/** Starts the roles of a process beside each other; if one cannot start, the others are closed again. */
public final class StartingRoles {
    private final Surroundings around;
    private final CompletableFuture<Optional<OrderRole.Opened>> order;
    private final CompletableFuture<Optional<InventoryRole>> inventory;
    private final CompletableFuture<Optional<PaymentRole>> payment;

    /** Begins to start these roles. */
    public StartingRoles(Surroundings around, Set<Role> roles) {
        this.around = around;
        this.order = starting(Role.ORDER, roles, () -> OrderRole.Opened.in(around));
        this.inventory = starting(Role.INVENTORY, roles, () -> new InventoryRole(around));
        this.payment = starting(Role.PAYMENT, roles, () -> new PaymentRole(around));
    }

    private <T> CompletableFuture<Optional<T>> starting(Role role, Set<Role> wanted, Supplier<T> start) {
        return wanted.contains(role)
                ? CompletableFuture.supplyAsync(() -> Optional.of(started(role, start)))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private <T> T started(Role role, Supplier<T> start) {
        try {
            return start.get();
        } catch (StoreFault away) {
            throw CannotStart.withoutDatabase(role.service(), around.storage().database(role), away);
        }
    }

    /**
     * The roles, in the order in which whoever asks comes before who is asked.
     *
     * @param changed other ways for the order service to go, if any
     */
    public List<RunningRole> with(UnaryOperator<Neighbours> changed) {
        try {
            CompletableFuture.allOf(order, inventory, payment).join();
        } catch (CompletionException failed) {
            all().forEach(StartingRoles::closeIfStarted);
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
        List<RunningRole> roles = new ArrayList<>();
        order.join()
                .ifPresent(opened -> roles.add(new OrderRole(opened, changed.apply(neighbours()), around.settings())));
        inventory.join().ifPresent(roles::add);
        payment.join().ifPresent(roles::add);
        return roles;
    }

    private Neighbours neighbours() {
        Neighbours.Here here = new Neighbours.Here(
                inventory.join().map(InventoryRole::service).orElse(null),
                payment.join().map(PaymentRole::service).orElse(null));
        return Neighbours.of(
                around.settings().services(),
                new Neighbours.Policies(
                        around.settings().resilience().inventory(),
                        around.settings().resilience().payment()),
                here,
                around.environment());
    }

    private Stream<CompletableFuture<? extends Optional<? extends AutoCloseable>>> all() {
        return Stream.of(order, inventory, payment);
    }

    /** All have come to an end, well or not. */
    private static void closeIfStarted(CompletableFuture<? extends Optional<? extends AutoCloseable>> one) {
        if (!one.isCompletedExceptionally()) {
            one.join().ifPresent(StartingRoles::close);
        }
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception unexpected) {
            throw new IllegalStateException("what could not start did not stop either", unexpected);
        }
    }
}
