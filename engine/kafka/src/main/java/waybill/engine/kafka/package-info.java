/** Events travel between processes over Apache Kafka: every shard in its order, as CloudEvents. */
@NullMarked
package waybill.engine.kafka;

import org.jspecify.annotations.NullMarked;
