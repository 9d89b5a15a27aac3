package waybill.cluster.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waybill.cluster.services.Replica;
import waybill.cluster.services.Service;

/**
 * What HAProxy reads after {@code deploy/gateway/haproxy.cfg}: who the servers are here, and two doors of our own, one
 * for services that ask each other and one for us, to empty it before the end.
 */
final class ServersFile {
    private ServersFile() {}

    static String of(List<Replica> replicas, Doors doors, Path control) {
        String backends = Stream.of(Service.values())
                .map(service -> backend(service, replicas))
                .collect(Collectors.joining("\n"));
        return """
                # Written by `./waybill cluster` at every start.

                global
                    stats socket "%s" mode 600 level admin

                %s
                # Services among themselves, on this machine only: every path of every service, no limits.
                frontend inside from service
                    bind 127.0.0.1:%d
                    option dontlog-normal
                    http-request set-var(txn.id) req.hdr(X-Request-Id)
                    http-request set-var(txn.id) unique-id if !{ var(txn.id) -m found }
                    http-request set-var(txn.path) path
                    http-request set-var(txn.method) method
                    http-request disable-l7-retry unless { method GET HEAD } or { req.hdr(Idempotency-Key) -m found }
                    acl inventory path_beg /inventory/
                    acl inventory url_param(service) -m str inventory
                    acl payment path_beg /payments /sandbox/ /webhooks/
                    acl payment url_param(service) -m str payment
                    use_backend inventory if inventory
                    use_backend payment if payment
                    default_backend order
                """.formatted(control, backends, doors.internal());
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
