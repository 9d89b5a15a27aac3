/** Tests of what all writes of all services have in common: one effect for each idempotency key. */
@NullMarked
package waybill.server.writes;

import org.jspecify.annotations.NullMarked;
