/** The ways to use a shop that are measured, each with what must come of it. */
@NullMarked
package waybill.bench.scenarios;

import org.jspecify.annotations.NullMarked;
