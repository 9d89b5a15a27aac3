package waybill.houserules.rules;

import com.tngtech.archunit.lang.ArchRule;
import waybill.houserules.house.House;

/** A rule about compiled classes. ArchUnit itself refuses a rule that matches no class at all. */
record ClassRule(String sentence, ArchRule rule) implements Rule {
    @Override
    public Verdict judge(House house) {
        var classes = house.classes();
        return new Verdict(
                classes.size(),
                rule.allowEmptyShould(false)
                        .evaluate(classes)
                        .getFailureReport()
                        .getDetails());
    }

    @Override
    public boolean readsClasses() {
        return true;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
