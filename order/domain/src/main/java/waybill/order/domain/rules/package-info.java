/** The rules behind the decider: one table of who may do what when, and what follows from each command. */
@NullMarked
package waybill.order.domain.rules;

import org.jspecify.annotations.NullMarked;
