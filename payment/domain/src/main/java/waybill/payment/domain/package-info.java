/** What may happen to the money of one order: payments, their transactions with the gateway, and the rules. Pure. */
@NullMarked
package waybill.payment.domain;

import org.jspecify.annotations.NullMarked;
