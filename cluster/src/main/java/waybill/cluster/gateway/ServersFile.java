package waybill.cluster.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.cluster.services.Replica;
import waybill.cluster.services.Service;

/**
 * What HAProxy reads after {@code deploy/gateway/haproxy.cfg}: who the servers are here, and a socket by which it can
 * be emptied before the end.
 */
final class ServersFile {
    private ServersFile() {}

    static String of(List<Replica> replicas, Path control) {
        String backends = Stream.of(Service.values())
                .map(service -> backend(service, replicas))
                .collect(Collectors.joining("\n"));
        return """
                # Written by `./waybill cluster` at every start.

                global
                    stats socket "%s" mode 600 level admin

                %s
                """.formatted(control, backends);
    }

    private static String backend(Service service, List<Replica> replicas) {
        // A busy machine answers late, and is not to lose its only replicas for it.
        return "backend " + service.word() + " from service\n    timeout check 3s\n"
                + replicas.stream()
                        .filter(replica -> replica.service() == service)
                        .map(ServersFile::server)
                        .collect(Collectors.joining());
    }

    /** A replica that is told to stop is left out within a second: the grace that it has is three. */
    private static String server(Replica replica) {
        return "    server %s 127.0.0.1:%d check inter 500ms fastinter 200ms downinter 500ms\n"
                .formatted(replica.name(), replica.port());
    }
}
