/** The processes under load: starting and stopping the server, and what it and its PostgreSQL cost. */
@NullMarked
package waybill.bench.host;

import org.jspecify.annotations.NullMarked;
