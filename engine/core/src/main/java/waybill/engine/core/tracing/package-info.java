/** Which work caused which other, across services: what is told of it, and to whom. */
@NullMarked
package waybill.engine.core.tracing;

import org.jspecify.annotations.NullMarked;
