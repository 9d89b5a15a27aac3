package waybill.houserules.rules;

import java.util.List;
import java.util.stream.Stream;

/** All rules of the house. */
public final class HouseRules {
    public static final List<Rule> ALL = Stream.of(
                    ImportRules.ALL, UseRules.ALL, SizeRules.ALL, WritingRules.ALL, TextRules.ALL, ModuleRules.ALL)
            .flatMap(List::stream)
            .toList();

    private HouseRules() {}
}
