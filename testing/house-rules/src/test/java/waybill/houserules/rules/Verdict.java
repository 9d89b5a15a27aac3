package waybill.houserules.rules;

import java.util.List;

/**
 * What judging a house found.
 *
 * @param examined how many things the rule looked at; a rule that looks at nothing keeps nothing
 * @param breaches one line for each breach, naming the place
 */
public record Verdict(int examined, List<String> breaches) {
    public Verdict {
        breaches = List.copyOf(breaches);
    }
}
