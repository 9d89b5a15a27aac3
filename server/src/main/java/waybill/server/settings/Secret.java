package waybill.server.settings;

/** A value that is never shown: not in a log, not in an error, not by mistake. */
public final class Secret {
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The value, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
