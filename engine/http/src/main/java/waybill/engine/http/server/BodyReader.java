package waybill.engine.http.server;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import waybill.engine.http.Answer;
import waybill.engine.http.Incoming.RawBody;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemException;
import waybill.engine.http.wire.StrictReader;

/** Takes the whole body off the wire before anything is done with it, and never more than the limit. */
final class BodyReader {
    private static final int CHUNKS_START = 4096;

    private final int max;

    BodyReader(int max) {
        this.max = max;
    }

    /** Takes the body off the wire; a client that waits for a word before it sends a refused one never sends it. */
    RawBody arrived(Exchange exchange, long length, boolean refused) {
        if (length == Framing.DOUBTFUL) {
            return RawBody.NONE;
        }
        if (refused && Framing.expectsContinue(exchange.headers)) {
            exchange.connection.leave();
            return RawBody.NONE;
        }
        if (length == Framing.CHUNKED) {
            exchange.connection.expectChunks(max);
        }
        try {
            return read(exchange.request, length);
        } catch (ProblemException unreadable) {
            exchange.connection.leave();
            exchange.connection.received();
            throw unreadable;
        }
    }

    /** Leaves the body on the wire, so that a client is answered before it has sent one; {@link #skip} must follow. */
    Answer unread(Exchange exchange, long length, Answer answer) {
        exchange.bodyAhead = length;
        if (Framing.expectsContinue(exchange.headers)) {
            exchange.connection.leave();
        }
        exchange.connection.received();
        return answer;
    }

    /** Throws away the body of a request that was answered before it was read, so that the next one is found. */
    void skip(Exchange exchange) {
        long length = exchange.bodyAhead;
        if (length == 0) {
            return;
        }
        if (length == Framing.CHUNKED) {
            exchange.connection.expectChunks(max);
        }
        try {
            exchange.connection.skip(() -> read(exchange.request, length));
        } catch (ProblemException unreadable) {
            exchange.connection.leave();
            throw new CloseConnectionException("the next request cannot be found", unreadable);
        }
    }

    /** The body; its problem is thrown, and then the rest of it is still on the wire. */
    private RawBody read(RoutingRequest request, long length) {
        if (length == 0) {
            return RawBody.NONE;
        }
        if (length > max) {
            throw StrictReader.tooLarge();
        }
        try {
            InputStream in = request.content().inputStream();
            byte[] bytes = length > 0 ? exactly(in, (int) length) : atMost(in, max);
            return bytes.length == 0 ? RawBody.NONE : new RawBody(bytes);
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (ProblemException problem) {
            throw problem;
        } catch (IOException | RuntimeException broken) {
            // Between here and the wire is only the protocol's parser, and what it stumbles over are the client's
            // bytes.
            throw Problem.invalid("", "MALFORMED_REQUEST", "the body is not well-formed HTTP.")
                    .asException();
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int filled = in.readNBytes(bytes, 0, length);
        // The protocol only knows that the body is over when somebody has asked for more.
        if (filled < length || in.read(new byte[1], 0, 1) > 0) {
            throw new IOException("the body has another length than it said");
        }
        return bytes;
    }

    private byte[] atMost(InputStream in, int limit) throws IOException {
        byte[] bytes = new byte[CHUNKS_START];
        int length = 0;
        for (int n = in.read(bytes, 0, bytes.length); n > 0; n = in.read(bytes, length, bytes.length - length)) {
            length += n;
            if (length > limit) {
                throw StrictReader.tooLarge();
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
