package waybill.engine.http.server;

import java.time.Duration;

/**
 * What the server takes before it says no (API.md §1).
 *
 * @param bodyBytesMax the longest body; beyond it 413
 * @param headerBytesMax all headers of a request; beyond it 431
 * @param uriBytesMax path and query; beyond it 414
 * @param callsMax calls being answered at the same time; beyond it 503, before anything waits
 * @param streamsMax clients being told events at the same time; beyond it 503
 * @param connectionsMax open connections; beyond it new ones wait to be accepted
 * @param slowSender how long a request may take to arrive, from its first byte to its last; beyond it 408
 * @param slowReader how long a client may take to receive an answer
 * @param idle how long a connection may be silent between requests
 * @param heartbeat after so long without an event a client is told that there was none
 * @param drain how long running calls may take to finish when the server stops
 */
public record HttpLimits(
        int bodyBytesMax,
        int headerBytesMax,
        int uriBytesMax,
        int callsMax,
        int streamsMax,
        int connectionsMax,
        Duration slowSender,
        Duration slowReader,
        Duration idle,
        Duration heartbeat,
        Duration drain) {

    /** The limits of the contract. */
    public static HttpLimits standard() {
        return new HttpLimits(
                256 * 1024,
                16 * 1024,
                8 * 1024,
                4096,
                1024,
                16_384,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                Duration.ofSeconds(15),
                Duration.ofSeconds(15));
    }

    /** The same limits with another number of calls at the same time. */
    public HttpLimits withCallsMax(int max) {
        return new HttpLimits(
                bodyBytesMax,
                headerBytesMax,
                uriBytesMax,
                max,
                streamsMax,
                connectionsMax,
                slowSender,
                slowReader,
                idle,
                heartbeat,
                drain);
    }

    /** The same limits with another number of clients being told events, and another time between signs of life. */
    public HttpLimits withStreams(int max, Duration beat) {
        return new HttpLimits(
                bodyBytesMax,
                headerBytesMax,
                uriBytesMax,
                callsMax,
                max,
                connectionsMax,
                slowSender,
                slowReader,
                idle,
                beat,
                drain);
    }

    /** The same limits with other patience for slow senders, slow readers and silent connections. */
    public HttpLimits withPatience(Duration sender, Duration reader, Duration silence) {
        return new HttpLimits(
                bodyBytesMax,
                headerBytesMax,
                uriBytesMax,
                callsMax,
                streamsMax,
                connectionsMax,
                sender,
                reader,
                silence,
                heartbeat,
                drain);
    }

    /** The same limits with other patience for running calls when the server stops. */
    public HttpLimits withDrain(Duration longest) {
        return new HttpLimits(
                bodyBytesMax,
                headerBytesMax,
                uriBytesMax,
                callsMax,
                streamsMax,
                connectionsMax,
                slowSender,
                slowReader,
                idle,
                heartbeat,
                longest);
    }

    /** The same limits with another number of open connections. */
    public HttpLimits withConnectionsMax(int max) {
        return new HttpLimits(
                bodyBytesMax,
                headerBytesMax,
                uriBytesMax,
                callsMax,
                streamsMax,
                max,
                slowSender,
                slowReader,
                idle,
                heartbeat,
                drain);
    }
}
