/** Whether a log is what was written: every event is digested again, and compared with what each commit left behind. */
@NullMarked
package waybill.engine.postgres.chain;

import org.jspecify.annotations.NullMarked;
