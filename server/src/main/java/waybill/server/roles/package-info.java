/** The roles of a process: each puts one service on its database, and says what it adds to the process. */
@NullMarked
package waybill.server.roles;

import org.jspecify.annotations.NullMarked;
