/** Which replica of a service publishes what the service announces, and how far it has come. */
@NullMarked
package waybill.engine.core.relay;

import org.jspecify.annotations.NullMarked;
