/** What must be true of the shop at every moment, while a service is dead, and once all is at rest (PRODUCT.md §4). */
@NullMarked
package waybill.simulation.laws;

import org.jspecify.annotations.NullMarked;
