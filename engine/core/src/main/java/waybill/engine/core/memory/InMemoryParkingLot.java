package waybill.engine.core.memory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.parked.NewsPlace;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.ParkingLot;

/** What is parked, in memory. */
final class InMemoryParkingLot implements ParkingLot {
    private final TreeMap<Long, Lying> rows = new TreeMap<>();
    private long last;

    private record Lying(ParkedNews news, int tries) {
        NewsPlace place() {
            return new NewsPlace(news.source(), news.shard(), news.position());
        }
    }

    synchronized void park(ParkedNews news, int tries) {
        rows.put(++last, new Lying(news, tries));
    }

    synchronized void settle(NewsPlace place) {
        rows.values().removeIf(row -> row.place().equals(place));
    }

    synchronized List<ParkedNews> news() {
        return rows.values().stream().map(Lying::news).toList();
    }

    synchronized Set<String> subjects() {
        return rows.values().stream().map(row -> row.news().subject()).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Parked> list(@Nullable String subject, long after, int limit) {
        return rows.tailMap(after, false).entrySet().stream()
                .filter(row ->
                        subject == null || row.getValue().news().subject().equals(subject))
                .limit(limit)
                .map(row -> parked(row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public synchronized Optional<Parked> find(NewsPlace place) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().place().equals(place))
                .map(row -> parked(row.getKey(), row.getValue()))
                .findFirst();
    }

    private Parked parked(long number, Lying row) {
        ParkedNews news = row.news();
        boolean behind = rows.headMap(number).values().stream()
                .anyMatch(earlier -> earlier.news().subject().equals(news.subject()));
        return new Parked(
                number, row.place(), news.type(), news.subject(), news.error(), news.at(), row.tries(), behind);
    }

    @Override
    public synchronized long size() {
        return rows.size();
    }

    @Override
    public synchronized void tried(NewsPlace place, String error) {
        rows.replaceAll((_, row) -> row.place().equals(place) ? tried(row, error) : row);
    }

    private static Lying tried(Lying row, String error) {
        ParkedNews was = row.news();
        return new Lying(
                new ParkedNews(was.source(), was.shard(), was.position(), was.subject(), was.type(), error, was.at()),
                row.tries() + 1);
    }
}
