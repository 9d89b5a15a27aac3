package waybill.houserules.rules;

import waybill.houserules.house.House;

/** One rule of the house: a sentence, and what in a house breaks it. */
public interface Rule {
    String sentence();

    Verdict judge(House house);

    /** Whether it reads compiled classes; a house must be compiled before such a rule can judge it. */
    default boolean readsClasses() {
        return false;
    }
}
