/** What payment does when other services announce something. */
@NullMarked
package waybill.payment.service.reactions;

import org.jspecify.annotations.NullMarked;
