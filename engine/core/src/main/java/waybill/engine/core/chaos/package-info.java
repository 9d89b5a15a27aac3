/** Failures on purpose: where they may strike, the seeded dice that say when, and a transport that suffers them. */
@NullMarked
package waybill.engine.core.chaos;

import org.jspecify.annotations.NullMarked;
