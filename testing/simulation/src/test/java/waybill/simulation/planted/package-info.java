/** Classic mistakes, made on purpose in one part of an otherwise real shop; the simulation must find each. */
@NullMarked
package waybill.simulation.planted;

import org.jspecify.annotations.NullMarked;
