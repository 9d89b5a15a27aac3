package waybill.simulation.laws;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.Recorded;
import waybill.simulation.shop.Service;
import waybill.simulation.shop.Shop;

/** I10: what one service has said is applied by another once, however often it is delivered. */
final class OneEffect {
    private final Shop shop;
    private final List<String> wrong;
    /** Whose every event is, by its id. */
    private final Map<Object, String> saidBy = new HashMap<>();

    OneEffect(Shop shop, List<String> wrong) {
        this.shop = shop;
        this.wrong = wrong;
        shop.services().forEach(this::watch);
    }

    private <S, C, E, R, B> void watch(Service<S, C, E, R, B> service) {
        Set<Object> applied = new HashSet<>();
        service.disk().watch((_, batch, recorded) -> committed(service, applied, batch, recorded));
    }

    private void committed(
            Service<?, ?, ?, ?, ?> service,
            Set<Object> applied,
            Batch<?, ?, ?> batch,
            List<? extends Recorded<?>> recorded) {
        Set<Object> now = new HashSet<>();
        for (Recorded<?> event : recorded) {
            saidBy.put(event.meta().id().value(), service.name());
            Object cause = event.meta().causationId();
            String by = cause == null ? null : saidBy.get(cause);
            if (by != null && !by.equals(service.name()) && event.meta().actor().startsWith("service:")) {
                now.add(cause);
            }
        }
        for (NewsRecord news : batch.ignored()) {
            now.add(shop.service(news.source())
                    .disk()
                    .log(news.shard())
                    .get((int) news.position() - 1)
                    .meta()
                    .id()
                    .value());
        }
        for (Object each : now) {
            if (!applied.add(each)) {
                wrong.add("I10: " + service + " has applied twice what " + saidBy.get(each) + " has said in " + each);
            }
        }
    }
}
