package waybill.contracts.json;

/**
 * Records as JSON bytes and back: one mapper, built once, for stored events and announcements.
 *
 * <p>Writing leaves out what is null. Reading ignores members it does not know, because later versions add some, and
 * refuses everything else that is not exactly what was written: a missing member, a null that is not allowed, a number
 * where a text should be, a member that is there twice.
 */
public final class WireJson {
    private static final WireForm FORM = WireForm.with();

    private WireJson() {}

    /** The value as UTF-8 JSON: members in the order of the record's components, nulls left out. */
    public static byte[] write(Object value) {
        return FORM.write(value);
    }

    /**
     * The value that these bytes say.
     *
     * @throws UnreadableJson if they do not say exactly one value of this type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return FORM.read(json, type);
    }
}
