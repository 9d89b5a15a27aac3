package waybill.engine.core.views;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.UndecodableEvent;

/** Many histories at once. One that cannot be read is said loudly and left out: it must not hide the others. */
public final class ReadableHistories<E> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadableHistories.class);

    private final Function<Collection<String>, Map<String, List<Recorded<E>>>> loaded;

    /** Histories as this loads them. */
    public ReadableHistories(Function<Collection<String>, Map<String, List<Recorded<E>>>> loaded) {
        this.loaded = loaded;
    }

    /** The histories of these streams by stream name, without those that cannot be read. */
    public Map<String, List<Recorded<E>>> of(Collection<String> streams) {
        try {
            return loaded.apply(streams);
        } catch (UndecodableEvent unreadable) {
            return oneByOne(streams);
        }
    }

    private Map<String, List<Recorded<E>>> oneByOne(Collection<String> streams) {
        Map<String, List<Recorded<E>>> readable = new HashMap<>();
        for (String stream : streams) {
            try {
                readable.putAll(loaded.apply(List.of(stream)));
            } catch (UndecodableEvent unreadable) {
                LOG.error("the history {} cannot be read and is left out", stream, unreadable);
            }
        }
        return readable;
    }
}
