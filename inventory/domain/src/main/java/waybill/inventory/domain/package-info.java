/** What may happen to stock and to the reservations that promise it: pure decisions, no clock, no database. */
@NullMarked
package waybill.inventory.domain;

import org.jspecify.annotations.NullMarked;
