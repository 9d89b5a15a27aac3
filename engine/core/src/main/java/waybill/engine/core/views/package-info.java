/** Read models: how a service's own log is followed, batch by batch, by whoever keeps rows for lists and searches. */
@NullMarked
package waybill.engine.core.views;

import org.jspecify.annotations.NullMarked;
