package waybill.server.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waybill.server.RunningShop;

/**
 * What a scrape says.
 *
 * @param samples values by series, as they are written: {@code orders_total{status="PLACED"}}
 * @param types of the families: counter, gauge, histogram
 */
record Scrape(Map<String, Double> samples, Map<String, String> types) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\S+?(?:\\{.*})?) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    /** Of this shop, now. */
    static Scrape of(RunningShop shop) {
        Map<String, Double> samples = new LinkedHashMap<>();
        Map<String, String> types = new TreeMap<>();
        shop.get("/metrics").body().lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (!line.startsWith("#") && sample.matches()) {
                samples.put(sample.group(1), Double.valueOf(sample.group(2)));
            }
        });
        return new Scrape(samples, types);
    }

    /** The value of a series. */
    double value(String series) {
        Double value = samples.get(series);
        if (value == null) {
            throw new AssertionError("there is no " + series);
        }
        return value;
    }

    /** The names of the labels of a family, but for the bounds of buckets. */
    Set<String> labels(String family) {
        Set<String> labels = new TreeSet<>();
        for (String series : samples.keySet()) {
            if (series.split("\\{", 2)[0].matches(family + "(_bucket|_count|_sum)?")) {
                LABEL.matcher(series).results().forEach(label -> labels.add(label.group(1)));
            }
        }
        labels.remove("le");
        return labels;
    }
}
