/** How payment is kept in PostgreSQL: the stored events, the index by payment, the sandbox's books. */
@NullMarked
package waybill.payment.service.store;

import org.jspecify.annotations.NullMarked;
