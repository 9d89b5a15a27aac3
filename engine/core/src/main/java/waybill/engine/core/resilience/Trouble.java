package waybill.engine.core.resilience;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

/** What became of a call that was not answered, or not well: why it is made again. */
public enum Trouble {
    /** Provably not sent: there was no connection. */
    UNREACHABLE("unreachable"),
    /** Sent, perhaps, and no answer in time. */
    TIMEOUT("timeout"),
    /** Sent, perhaps, and the connection broke, or the answer could not be read. */
    LOST("lost"),
    /** Answered: too many requests. */
    BUSY("too_many_requests"),
    /** Answered: cannot do it now. */
    FAILS("server_error");

    private final String label;

    Trouble(String label) {
        this.label = label;
    }

    /** Its name in metrics. */
    public String label() {
        return label;
    }

    /** What an exception of an attempt means. Only the exception itself counts, not what caused it. */
    public static Trouble of(Exception thrown) {
        return switch (thrown) {
            case NotReached _,
                    ConnectException _,
                    NoRouteToHostException _,
                    UnknownHostException _,
                    HttpConnectTimeoutException _ -> UNREACHABLE;
            case HttpTimeoutException _, SocketTimeoutException _, TimeoutException _ -> TIMEOUT;
            default -> LOST;
        };
    }
}
