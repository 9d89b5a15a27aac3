/** The adapter to Stripe: which of its calls we make, what its answers mean to us, and how its news is recognised. */
@NullMarked
package waybill.payment.service.gateway.stripe;

import org.jspecify.annotations.NullMarked;
