/** Apache Kafka as processes of this machine. */
@NullMarked
package waybill.cluster.broker;

import org.jspecify.annotations.NullMarked;
