/** Taking money and giving it back, as seen by whoever waits for it. */
@NullMarked
package waybill.payment.service.transfers;

import org.jspecify.annotations.NullMarked;
