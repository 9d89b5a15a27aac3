/** What must happen by a time even if nobody asks: rows written with the events, fired as commands. */
@NullMarked
package waybill.engine.core.deadlines;

import org.jspecify.annotations.NullMarked;
