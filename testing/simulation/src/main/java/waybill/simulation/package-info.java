/**
 * The whole shop on the real engine, on one thread and a virtual clock, as one seed has it: everything may go wrong,
 * and the invariants must hold all the same.
 */
@NullMarked
package waybill.simulation;

import org.jspecify.annotations.NullMarked;
