/** Where a process keeps what it must not lose: in a directory of its own, or in databases that are somewhere else. */
@NullMarked
package waybill.server.storage;

import org.jspecify.annotations.NullMarked;
