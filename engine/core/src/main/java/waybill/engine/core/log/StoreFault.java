package waybill.engine.core.log;

/** The store could not do it. Retrying is right in both cases; what differs is what may have been written. */
public abstract sealed class StoreFault extends RuntimeException {
    private StoreFault(String message, Throwable cause) {
        super(message, cause);
    }

    /** Somebody else wrote first; nothing of the batch was written. Read again and decide again at once. */
    public static final class Conflict extends StoreFault {
        public Conflict(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The store is out of reach; the batch may or may not have been written. Read again before deciding again. */
    public static final class Unavailable extends StoreFault {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
