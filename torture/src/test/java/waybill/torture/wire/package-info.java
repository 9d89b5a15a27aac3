/** What a proxy does to connections. */
@NullMarked
package waybill.torture.wire;

import org.jspecify.annotations.NullMarked;
