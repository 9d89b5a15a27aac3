/** The ports of the engine on PostgreSQL: everything here is written once for all services. */
@NullMarked
package waybill.engine.postgres;

import org.jspecify.annotations.NullMarked;
