/** Read models in PostgreSQL: each in a schema of its own, followed, rebuilt beside the live one, and swapped. */
@NullMarked
package waybill.engine.postgres.views;

import org.jspecify.annotations.NullMarked;
