/** Customers who come at a rate of their own, and ask again with the same key until they know. */
@NullMarked
package waybill.torture.load;

import org.jspecify.annotations.NullMarked;
