package waybill.engine.core.log;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A codec for records, each class under its wire name. How a record becomes bytes is up to the caller. */
public final class TypedCodec<E> implements EventCodec<E> {
    private final Map<Class<?>, String> types = new HashMap<>();
    private final Map<String, Class<? extends E>> classes;
    private final Function<E, byte[]> writer;
    private final Reader reader;

    /** Reads bytes as an instance of a class. */
    public interface Reader {
        /** The instance; throws a {@link RuntimeException} if the bytes do not say one. */
        <T> T read(byte[] data, Class<T> type);
    }

    /** A codec of these classes by wire name. */
    public TypedCodec(Map<String, Class<? extends E>> classes, Function<E, byte[]> writer, Reader reader) {
        this.classes = Map.copyOf(classes);
        this.writer = writer;
        this.reader = reader;
        classes.forEach((name, type) -> types.put(type, name));
    }

    @Override
    public String type(E event) {
        String type = types.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("an event without a wire name: " + event.getClass());
        }
        return type;
    }

    @Override
    public byte[] encode(E event) {
        return writer.apply(event);
    }

    @Override
    public E decode(String type, byte[] data) {
        Class<? extends E> known = classes.get(type);
        if (known == null) {
            throw new UndecodableEvent(type, new IllegalArgumentException("unknown type"));
        }
        try {
            return reader.read(data, known);
        } catch (RuntimeException unreadable) {
            throw new UndecodableEvent(type, unreadable);
        }
    }
}
