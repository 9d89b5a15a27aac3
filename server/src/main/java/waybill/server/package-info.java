/** The one executable: commands, wiring of the services, the embedded database. No decisions. */
@NullMarked
package waybill.server;

import org.jspecify.annotations.NullMarked;
