package waybill.engine.core.parked;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parked announcements of one service. All methods throw {@link waybill.engine.core.log.StoreFault}. */
public interface ParkingLot {
    /**
     * Those after a number, earliest first, up to the limit.
     *
     * @param subject only of this one; null for all
     */
    List<Parked> list(@Nullable String subject, long after, int limit);

    /** The one from this place, if it is parked. */
    Optional<Parked> find(NewsPlace place);

    /** How many there are. */
    long size();

    /** Notes that it was tried once more, and why it failed. */
    void tried(NewsPlace place, String error);
}
