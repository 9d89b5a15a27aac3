/** A real PostgreSQL that comes with Waybill: unpacked, started, kept safe and stopped without anybody's help. */
@NullMarked
package waybill.engine.postgres.embedded;

import org.jspecify.annotations.NullMarked;
