package waybill.auditor.walk;

import java.util.Locale;

/** The services whose books are audited. */
enum Service {
    ORDER,
    INVENTORY,
    PAYMENT;

    /** Its name on disk and in the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
