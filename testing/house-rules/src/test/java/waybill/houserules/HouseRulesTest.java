package waybill.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.houserules.house.House;
import waybill.houserules.planted.PlantedFault;
import waybill.houserules.planted.PlantedFaults;
import waybill.houserules.planted.PlantedHouse;
import waybill.houserules.rules.HouseRules;
import waybill.houserules.rules.Rule;
import waybill.houserules.rules.Verdict;

class HouseRulesTest {
    private static final House OURS = House.ours();

    static List<Rule> rules() {
        return HouseRules.ALL;
    }

    static List<PlantedFault> faults() {
        return PlantedFaults.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void our_house_keeps_every_rule(Rule rule) {
        Verdict verdict = rule.judge(OURS);

        assertThat(verdict.breaches()).as(rule.sentence()).isEmpty();
        assertThat(verdict.examined()).as("what the rule looked at").isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_planted_fault_turns_its_rule_red(PlantedFault fault, @TempDir Path empty) {
        House broken = PlantedHouse.build(fault, empty);

        assertThat(fault.rule().judge(broken).breaches())
                .as(fault.toString())
                .isNotEmpty()
                .allSatisfy(breach -> assertThat(breach).contains(fault.culprit()));
    }

    @Test
    void every_rule_has_a_planted_fault() {
        assertThat(PlantedFaults.ALL).extracting(PlantedFault::rule).containsAll(HouseRules.ALL);
    }
}
