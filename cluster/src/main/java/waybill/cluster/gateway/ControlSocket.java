package waybill.cluster.gateway;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** HAProxy's socket for orders: one connection, one order, one answer. */
record ControlSocket(Path path) {
    private static final int CHUNK = 8192;

    String ask(String order) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(StandardCharsets.US_ASCII.encode(order + "\n"));
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (channel.read(chunk) >= 0) {
                answer.append(StandardCharsets.US_ASCII.decode(chunk.flip()));
                chunk.clear();
            }
        }
        return answer.toString();
    }
}
