/** A shop to look at: products, stock and orders, good and failing, brought in through the public API alone. */
@NullMarked
package waybill.server.demo;

import org.jspecify.annotations.NullMarked;
