/** The payment endpoints. */
@NullMarked
package waybill.payment.service.http;

import org.jspecify.annotations.NullMarked;
