/** Everybody who asks something of the shop, what they were told, and whether that was kept. */
@NullMarked
package waybill.simulation.customers;

import org.jspecify.annotations.NullMarked;
