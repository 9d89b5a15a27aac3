/** The ports of the event log: what is written in one transaction, and how it is read back. */
@NullMarked
package waybill.engine.core.log;

import org.jspecify.annotations.NullMarked;
