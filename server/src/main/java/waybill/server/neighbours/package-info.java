/**
 * How the order service reaches inventory and payment, in the same process or over HTTP: through the same breakers, and
 * with the same answers when they cannot be reached.
 */
@NullMarked
package waybill.server.neighbours;

import org.jspecify.annotations.NullMarked;
