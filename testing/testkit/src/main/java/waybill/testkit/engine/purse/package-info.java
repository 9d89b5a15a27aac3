/** A small example for tests of the engine: purses of coins, and pots of coins that many purses share. */
@NullMarked
package waybill.testkit.engine.purse;

import org.jspecify.annotations.NullMarked;
