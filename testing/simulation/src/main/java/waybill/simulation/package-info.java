/** The whole shop on one thread and a virtual clock: real decisions and reactions, in any order that a seed says. */
@NullMarked
package waybill.simulation;

import org.jspecify.annotations.NullMarked;
