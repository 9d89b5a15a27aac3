/** Events over a real broker. */
@NullMarked
package waybill.engine.kafka;

import org.jspecify.annotations.NullMarked;
