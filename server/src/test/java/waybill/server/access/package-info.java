/** Who may do what, asked of a whole shop behind locked doors. */
@NullMarked
package waybill.server.access;

import org.jspecify.annotations.NullMarked;
