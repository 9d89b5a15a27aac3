/** In-memory versions of the ports, for tests and simulation; nothing here survives the process. */
@NullMarked
package waybill.engine.core.memory;

import org.jspecify.annotations.NullMarked;
