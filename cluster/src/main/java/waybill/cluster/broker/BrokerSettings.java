package waybill.cluster.broker;

import java.util.List;
import java.util.stream.Collectors;

/** The settings of one broker, as Kafka reads them. */
final class BrokerSettings {
    private BrokerSettings() {}

    /** What one broker of a group is told. */
    static String of(Node node, List<Node> group) {
        return place(node, group) + copies(Math.min(3, group.size()));
    }

    private static String place(Node node, List<Node> group) {
        String voters = group.stream()
                .map(each -> each.id() + "@127.0.0.1:" + each.controllerPort())
                .collect(Collectors.joining(","));
        return """
                node.id=%1$d
                process.roles=broker,controller
                controller.quorum.voters=%2$s
                controller.listener.names=CONTROLLER
                listeners=CLIENTS://%3$s,CONTROLLER://127.0.0.1:%4$d
                advertised.listeners=CLIENTS://%3$s
                listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENTS
                log.dirs=%5$s
                auto.create.topics.enable=false
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=2
                log.cleaner.dedupe.buffer.size=2097152
                """.formatted(
                        node.id(),
                        voters,
                        node.address(),
                        node.controllerPort(),
                        node.data().toAbsolutePath());
    }

    /** Three brokers keep everything three times and take writes while two are there; one alone keeps it once. */
    private static String copies(int copies) {
        return """
                default.replication.factor=%1$d
                min.insync.replicas=%2$d
                unclean.leader.election.enable=false
                offsets.topic.num.partitions=3
                offsets.topic.replication.factor=%1$d
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=%1$d
                transaction.state.log.min.isr=%2$d
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=%1$d
                share.coordinator.state.topic.min.isr=%2$d
                """.formatted(copies, Math.max(1, copies - 1));
    }
}
