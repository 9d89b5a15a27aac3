/** One line in the log for each change of a status, whoever commits it. */
@NullMarked
package waybill.engine.core.changes;

import org.jspecify.annotations.NullMarked;
