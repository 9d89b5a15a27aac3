package waybill.cluster.broker;

import java.util.List;
import java.util.stream.Collectors;

/** The settings of one broker, as Kafka reads them. */
final class BrokerSettings {
    private BrokerSettings() {}

    /** Three brokers keep everything three times and take writes while two are there; one alone keeps it once. */
    static String of(Node node, List<Node> group) {
        int copies = Math.min(3, group.size());
        String voters = group.stream()
                .map(each -> each.id() + "@127.0.0.1:" + each.controllerPort())
                .collect(Collectors.joining(","));
        return """
                node.id=%d
                process.roles=broker,controller
                controller.quorum.voters=%s
                controller.listener.names=CONTROLLER
                listeners=CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=CLIENTS://127.0.0.1:%d
                listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENTS
                log.dirs=%s
                auto.create.topics.enable=false
                default.replication.factor=%d
                min.insync.replicas=%d
                unclean.leader.election.enable=false
                offsets.topic.num.partitions=3
                offsets.topic.replication.factor=%d
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=%d
                transaction.state.log.min.isr=%d
                share.coordinator.state.topic.num.partitions=1
                share.coordinator.state.topic.replication.factor=%d
                share.coordinator.state.topic.min.isr=%d
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=2
                log.cleaner.dedupe.buffer.size=2097152
                """.formatted(
                        node.id(),
                        voters,
                        node.port(),
                        node.controllerPort(),
                        node.port(),
                        node.data().toAbsolutePath(),
                        copies,
                        Math.max(1, copies - 1),
                        copies,
                        copies,
                        Math.max(1, copies - 1),
                        copies,
                        Math.max(1, copies - 1));
    }
}
