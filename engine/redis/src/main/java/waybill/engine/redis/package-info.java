/** What replicas share in Redis, if there is one: never the truth, and never needed. */
@NullMarked
package waybill.engine.redis;

import org.jspecify.annotations.NullMarked;
