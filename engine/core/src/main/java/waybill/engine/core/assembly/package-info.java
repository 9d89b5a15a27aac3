/**
 * The engine of one service put together: store, runner, feed, subscriptions, deadlines, in the order they start and
 * stop.
 */
@NullMarked
package waybill.engine.core.assembly;

import org.jspecify.annotations.NullMarked;
