package waybill.server.canaries;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Words that stand nowhere else: each is put in one place only, so that wherever it turns up, it says whence it came.
 */
final class Canaries {
    private static final Pattern ANY = Pattern.compile("zqcanary\\d+q", Pattern.CASE_INSENSITIVE);

    /** Ids may be logged: they name things, not people (API.md §5). */
    private static final Set<String> MAY_BE_LOGGED = Set.of("productId", "orderId", "paymentId", "customer/id");

    private final Map<String, String> placed = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** One for this place. */
    String at(String place) {
        String canary = "zqcanary" + count.incrementAndGet() + "q";
        placed.put(canary, place);
        return canary;
    }

    int count() {
        return count.get();
    }

    /** Those that stand in this text. */
    static Set<String> in(String text) {
        return new TreeSet<>(ANY.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(String::toLowerCase)
                .toList());
    }

    /** Where the canaries come from that stand in this text and should not. */
    List<String> escapedInto(String text) {
        return in(text).stream()
                .map(canary -> canary + " of " + placed.get(canary))
                .filter(found -> MAY_BE_LOGGED.stream().noneMatch(found::endsWith))
                .toList();
    }
}
