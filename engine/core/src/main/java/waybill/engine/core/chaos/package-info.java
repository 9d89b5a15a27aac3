/** Failures on purpose: where they may strike, and the seeded dice that say when. */
@NullMarked
package waybill.engine.core.chaos;

import org.jspecify.annotations.NullMarked;
