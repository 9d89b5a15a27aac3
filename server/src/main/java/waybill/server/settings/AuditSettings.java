package waybill.server.settings;

import java.time.Duration;

/**
 * How the process audits its books while it runs.
 *
 * @param enabled whether it does so by itself; asked, it always does
 * @param share how much of the machine it may take, above 0
 * @param pause how often it looks when nothing is new
 * @param grace how long nothing may have happened to an order before it is judged
 */
public record AuditSettings(boolean enabled, double share, Duration pause, Duration grace) {
    static AuditSettings read(Values values) {
        double share = values.share(Key.AUDIT_SHARE);
        if (share == 0) {
            throw values.mustBe(
                    Key.AUDIT_SHARE,
                    "above 0 (" + Key.AUDIT_ENABLED.property() + "=false turns the audit off)",
                    values.text(Key.AUDIT_SHARE));
        }
        return new AuditSettings(
                values.flag(Key.AUDIT_ENABLED),
                share,
                values.duration(Key.AUDIT_PAUSE),
                values.duration(Key.AUDIT_GRACE));
    }
}
