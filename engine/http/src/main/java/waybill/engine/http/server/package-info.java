/** The wire: the only place that knows the HTTP server underneath, its sockets, limits and deadlines. */
@NullMarked
package waybill.engine.http.server;

import org.jspecify.annotations.NullMarked;
