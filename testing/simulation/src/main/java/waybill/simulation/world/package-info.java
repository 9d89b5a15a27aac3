/** What is outside the shop and the same for all in it: time, chance, new names, and the record of what happens. */
@NullMarked
package waybill.simulation.world;

import org.jspecify.annotations.NullMarked;
