package waybill.cluster;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import waybill.cluster.broker.CannotStartBroker;
import waybill.cluster.broker.KafkaBroker;
import waybill.cluster.broker.Node;
import waybill.cluster.processes.Handle;
import waybill.cluster.processes.NotStarted;
import waybill.cluster.processes.Ports;
import waybill.cluster.processes.Program;

/** The group of Kafka brokers; each is a process of its own. */
record Brokers(List<Node> nodes) {
    /** As many as are planned, on ports of their own. */
    static Brokers of(Plan plan, Ports ports) {
        return new Brokers(IntStream.rangeClosed(1, plan.brokers())
                .mapToObj(number -> new Node(number, plan.broker(number), ports.next(), ports.next()))
                .toList());
    }

    /** How one of them is started; returns when it takes connections. */
    Program program(Node node) {
        return () -> {
            try {
                KafkaBroker broker = KafkaBroker.startAgain(node, nodes);
                return new Handle(broker.pid(), broker::close);
            } catch (CannotStartBroker failure) {
                throw new NotStarted(String.valueOf(failure.getMessage()), failure);
            }
        };
    }

    /** What the processes of the services must be told. */
    Map<String, String> environment() {
        return Map.of("WAYBILL_TRANSPORT", "kafka", "WAYBILL_KAFKA_SERVERS", KafkaBroker.servers(nodes));
    }
}
