package waybill.testkit.engine.purse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.TypedCodec;
import waybill.engine.core.log.UndecodableEvent;

/** Purse events as JSON. One amount can be neither written nor read, as if the code were wrong. */
public final class PurseCodec implements EventCodec<PurseEvent> {
    /** An event of so many coins cannot be written. */
    public static final int UNWRITABLE = 666;

    /** An event of so many coins can be written, and never read again. */
    public static final int UNREADABLE = 667;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TypedCodec<PurseEvent> typed = new TypedCodec<>(
            Map.of(
                    "purse.put.v1", PurseEvent.CoinsPut.class,
                    "purse.taken.v1", PurseEvent.CoinsTaken.class,
                    "pot.filled.v1", PurseEvent.PotFilled.class,
                    "pot.made.v1", PurseEvent.PotMade.class,
                    "pot.drawn.v1", PurseEvent.PotDrawn.class,
                    "pot.given-back.v1", PurseEvent.DrawnGivenBack.class,
                    "purse.reminder-set.v1", PurseEvent.ReminderSet.class,
                    "purse.reminder-dropped.v1", PurseEvent.ReminderDropped.class),
            PurseCodec::write,
            new Reading());

    @Override
    public String type(PurseEvent event) {
        return typed.type(event);
    }

    @Override
    public byte[] encode(PurseEvent event) {
        if (event.equals(new PurseEvent.CoinsPut(UNWRITABLE))) {
            throw new IllegalStateException("cannot be written: " + event);
        }
        return typed.encode(event);
    }

    @Override
    public PurseEvent decode(String type, byte[] data) {
        PurseEvent event = typed.decode(type, data);
        if (event.equals(new PurseEvent.CoinsPut(UNREADABLE))) {
            throw new UndecodableEvent(type, new IllegalStateException("cannot be read: " + event));
        }
        return event;
    }

    private static byte[] write(PurseEvent event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static final class Reading implements TypedCodec.Reader {
        @Override
        public <T> T read(byte[] data, Class<T> type) {
            try {
                return JSON.readValue(data, type);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
