/** The one door for writes: commands are queued, decided in batches, and committed together. */
@NullMarked
package waybill.engine.core.commands;

import org.jspecify.annotations.NullMarked;
