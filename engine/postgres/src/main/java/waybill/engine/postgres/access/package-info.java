/** API keys in PostgreSQL. */
@NullMarked
package waybill.engine.postgres.access;

import org.jspecify.annotations.NullMarked;
