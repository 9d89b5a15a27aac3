package waybill.engine.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Announcements that are words. */
record TextCodec() implements AnnouncementCodec<String> {
    @Override
    public byte[] encode(String announcement) {
        return announcement.getBytes(UTF_8);
    }

    @Override
    public String decode(String type, byte[] data) {
        return new String(data, UTF_8);
    }
}
