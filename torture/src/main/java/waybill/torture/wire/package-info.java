/** A proxy between a client and a server that cuts connections, holds them up, and loses answers. */
@NullMarked
package waybill.torture.wire;

import org.jspecify.annotations.NullMarked;
