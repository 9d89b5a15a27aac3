/** Services that hear each other over brokers. */
@NullMarked
package waybill.server.transport;

import org.jspecify.annotations.NullMarked;
