package waybill.cluster.broker;

/** A broker did not start; the message says where to look. */
public final class CannotStartBroker extends RuntimeException {
    CannotStartBroker(String message) {
        super(message);
    }

    CannotStartBroker(String message, Throwable cause) {
        super(message, cause);
    }
}
