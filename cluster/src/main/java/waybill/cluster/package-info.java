/** Waybill as it runs in a data centre, on one machine: every service twice, a broker, a database and a gateway. */
@NullMarked
package waybill.cluster;

import org.jspecify.annotations.NullMarked;
