/** The truth of a whole shop in one file: written while it is running, read back into an empty one. */
@NullMarked
package waybill.engine.postgres.archive;

import org.jspecify.annotations.NullMarked;
