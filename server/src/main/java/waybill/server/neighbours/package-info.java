/** How the order service reaches inventory and payment, in the same process or over HTTP. */
@NullMarked
package waybill.server.neighbours;

import org.jspecify.annotations.NullMarked;
