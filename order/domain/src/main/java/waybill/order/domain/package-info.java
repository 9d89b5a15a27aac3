/** What may happen to an order: its states, commands, events, refusals, and the one decider over them. Pure. */
@NullMarked
package waybill.order.domain;

import org.jspecify.annotations.NullMarked;
