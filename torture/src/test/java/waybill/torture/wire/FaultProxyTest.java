package waybill.torture.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behind the proxy is somebody who says everything again, and remembers it. */
class FaultProxyTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket echo = listening();
    private final FaultProxy proxy = new FaultProxy(0, echo::getLocalPort);

    private ServerSocket listening() {
        try {
            ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> answer(door));
            return door;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> repeat(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void repeat(Socket client) {
        byte[] bytes = new byte[5];
        try (client) {
            while (client.getInputStream().readNBytes(bytes, 0, 5) == 5) {
                heard.add(new String(bytes, US_ASCII));
                client.getOutputStream().write(bytes);
            }
        } catch (IOException cut) {
            heard.add("cut");
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** What comes back; nothing if the connection ends instead. */
    private static String said(Socket socket, String word) throws IOException {
        try {
            socket.getOutputStream().write(word.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), US_ASCII);
        } catch (SocketException ended) {
            return "";
        }
    }

    @Test
    void in_fair_weather_everything_goes_through() throws IOException {
        try (Socket socket = connected()) {
            assertThat(said(socket, "hello")).isEqualTo("hello");
            assertThat(said(socket, "again")).isEqualTo("again");
        }
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void a_cut_ends_what_is_there_and_nobody_new_gets_through_until_it_is_over() throws IOException {
        try (Socket before = connected()) {
            assertThat(said(before, "hello")).isEqualTo("hello");
            proxy.setWeather(Weather.CUT);
            assertThat(proxy.cut()).isEqualTo(1);
            assertThat(said(before, "again")).isEmpty();
        }
        try (Socket during = connected()) {
            assertThat(said(during, "hello")).isEmpty();
        }
        proxy.setWeather(Weather.FAIR);
        try (Socket after = connected()) {
            assertThat(said(after, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void where_answers_are_lost_requests_arrive() throws IOException {
        proxy.setWeather(Weather.DEAF);
        try (Socket socket = connected()) {
            assertThat(said(socket, "order")).isEmpty();
        }
        assertThat(heard).contains("order");
    }

    @Test
    void in_slow_weather_everything_goes_through_all_the_same() throws IOException {
        proxy.setWeather(Weather.slow(30));
        try (Socket socket = connected()) {
            assertThat(said(socket, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void where_nobody_listens_the_connection_ends() throws IOException {
        try (FaultProxy nowhere = new FaultProxy(0, () -> 0);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), nowhere.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(said(socket, "hello")).isEmpty();
        }
    }
}
