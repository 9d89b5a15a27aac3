/** The locked doors of a process, as its settings want them. */
@NullMarked
package waybill.server.access;

import org.jspecify.annotations.NullMarked;
