/** Calls to what may fail: retry, breaker, bulkhead and timeout under one deadline, put together here and only here. */
@NullMarked
package waybill.engine.core.resilience;

import org.jspecify.annotations.NullMarked;
