package waybill.houserules.planted;

import java.util.LinkedHashMap;
import java.util.Map;
import waybill.houserules.rules.Rule;

/**
 * A small house that is broken in one way.
 *
 * @param rule the rule it breaks
 * @param files what stands in it, by path; what others need comes first
 * @param culprit what the breach must name
 */
public record PlantedFault(Rule rule, Map<String, String> files, String culprit) {
    /** A house with one file, which breaks the rule. */
    static PlantedFault of(Rule rule, String path, String text) {
        return new PlantedFault(rule, Map.of(path, text), path);
    }

    /** The same house with one more file in front. */
    PlantedFault beside(String path, String text) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(path, text);
        all.putAll(files);
        return new PlantedFault(rule, all, culprit);
    }

    /** The same house, but the breach names something else than the file. */
    PlantedFault naming(String other) {
        return new PlantedFault(rule, files, other);
    }

    @Override
    public String toString() {
        return rule.sentence() + " <- " + culprit;
    }
}
