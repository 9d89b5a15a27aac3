package waybill.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster is to be.
 *
 * @param home the checkout: the built server and the gateway's rules are in it
 * @param data directory of everything that is kept
 * @param port of the gateway; 0 for any free one
 * @param replicas processes of each service
 * @param brokers processes of Kafka
 * @param jvm options of the services' JVMs
 * @param config a file of settings for the services
 */
record Plan(Path home, Path data, int port, int replicas, int brokers, List<String> jvm, Optional<Path> config) {
    Path serverJar() {
        return home.resolve("server").resolve("target").resolve("waybill-server.jar");
    }

    Path gatewayRules() {
        return home.resolve("deploy").resolve("gateway").resolve("haproxy.cfg");
    }

    Path logs() {
        return data.resolve("log");
    }

    Path broker(int number) {
        return data.resolve("kafka-" + number);
    }
}
