package waybill.engine.postgres;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.StoreFault;

/** What a database error means for us, by SQLSTATE (PostgreSQL documentation, appendix A). */
final class Faults {
    private Faults() {}

    /** A lost race, an outage, or (anything else) a mistake of ours. */
    static RuntimeException of(SQLException failed) {
        @Nullable String state = failed.getSQLState();
        if (state != null && isLostRace(state)) {
            return new StoreFault.Conflict(firstLine(failed), failed);
        }
        if (state == null || isOutage(state) || isOutage(failed)) {
            return new StoreFault.Unavailable(firstLine(failed), failed);
        }
        return new IllegalStateException("the database refused: " + firstLine(failed), failed);
    }

    /** unique_violation, serialization_failure, deadlock_detected, lock_not_available. */
    private static boolean isLostRace(String state) {
        return state.equals("23505") || state.equals("40001") || state.equals("40P01") || state.equals("55P03");
    }

    /**
     * Connection exceptions, insufficient resources, operator intervention, system errors, a standby that only reads, a
     * transaction that its process has left alone for too long.
     */
    private static boolean isOutage(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.equals("25006")
                || state.equals("25P03");
    }

    private static boolean isOutage(SQLException failed) {
        return failed instanceof SQLTransientException || failed instanceof SQLRecoverableException;
    }

    private static String firstLine(SQLException failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    }
}
