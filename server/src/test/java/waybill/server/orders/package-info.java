/** The order endpoints over HTTP, against all three services. */
@NullMarked
package waybill.server.orders;

import org.jspecify.annotations.NullMarked;
