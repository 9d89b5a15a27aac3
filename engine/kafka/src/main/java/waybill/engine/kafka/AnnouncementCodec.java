package waybill.engine.kafka;

/** How announcements become the data of messages, and back. */
public interface AnnouncementCodec<A> {
    /** The data as JSON; the type travels beside it. */
    byte[] encode(A announcement);

    /** The announcement of this type that these bytes say. Throws any unchecked exception if they do not say one. */
    A decode(String type, byte[] data);
}
