package waybill.cluster.services;

import java.util.Locale;

/** One of the three services. */
public enum Service {
    ORDER,
    INVENTORY,
    PAYMENT;

    /** As its role, its backend at the gateway and its paths are called: {@code order}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its database. */
    String database() {
        return "waybill_" + word();
    }
}
