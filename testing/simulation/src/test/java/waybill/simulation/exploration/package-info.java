/** Every order in which a small shop of real deciders can hear of things, breadth first, as far as it is told to. */
@NullMarked
package waybill.simulation.exploration;

import org.jspecify.annotations.NullMarked;
