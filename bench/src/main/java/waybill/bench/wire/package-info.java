/** A client cheap enough not to be what is measured: one thread, many connections, preformatted requests. */
@NullMarked
package waybill.bench.wire;

import org.jspecify.annotations.NullMarked;
