/** Held against a real Redis. */
@NullMarked
package waybill.engine.redis;

import org.jspecify.annotations.NullMarked;
