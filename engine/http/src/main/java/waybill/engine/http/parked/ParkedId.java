package waybill.engine.http.parked;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waybill.engine.core.parked.NewsPlace;

/**
 * Names a parked event: {@code inventory-order-3-17} is what inventory could not apply of position 17 in the order
 * service's shard 3.
 */
record ParkedId(String service, NewsPlace place) {
    private static final Pattern FORM = Pattern.compile("([a-z]{1,32})-([a-z]{1,32})-(\\d{1,4})-(\\d{1,18})");

    static Optional<ParkedId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new ParkedId(
                        parts.group(1),
                        new NewsPlace(
                                parts.group(2), Integer.parseInt(parts.group(3)), Long.parseLong(parts.group(4)))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return service + "-" + place.source() + "-" + place.shard() + "-" + place.position();
    }
}
