/** How committed events reach subscribers: feeds, the local transport, subscriptions, waiting callers. */
@NullMarked
package waybill.engine.core.feeds;

import org.jspecify.annotations.NullMarked;
