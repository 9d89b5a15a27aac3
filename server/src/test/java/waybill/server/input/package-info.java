/** Bad input over real sockets, against the whole shop: every row is refused, and nothing is written. */
@NullMarked
package waybill.server.input;

import org.jspecify.annotations.NullMarked;
