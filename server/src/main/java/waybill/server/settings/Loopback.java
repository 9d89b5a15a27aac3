package waybill.server.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses only this machine itself can reach. */
final class Loopback {
    private Loopback() {}

    /** Whether every address that a name or an address stands for is one; what stands for nothing is none. */
    static boolean isAll(String host) {
        try {
            return !host.isBlank()
                    && Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException nothing) {
            return false;
        }
    }

    /** Whether it is one by the letter, whatever a name server says: {@code localhost}, 127.0.0.0/8 or ::1. */
    static boolean isLiteral(String host) {
        return host.equalsIgnoreCase("localhost") || (host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]") && isAll(host));
    }
}
