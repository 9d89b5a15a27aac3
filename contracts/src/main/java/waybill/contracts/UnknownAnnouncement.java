package waybill.contracts;

/** There is no announcement of this type; a newer release may know it. */
public final class UnknownAnnouncement extends IllegalArgumentException {
    UnknownAnnouncement(String type) {
        super("unknown announcement: " + type);
    }
}
