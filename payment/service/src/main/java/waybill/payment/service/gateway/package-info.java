/** The door to the payment gateway: what is asked, what can be answered, how one call is bounded, and the sandbox. */
@NullMarked
package waybill.payment.service.gateway;

import org.jspecify.annotations.NullMarked;
