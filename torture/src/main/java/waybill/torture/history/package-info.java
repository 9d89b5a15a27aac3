/** What clients asked and were told, written to disk before and after each request. */
@NullMarked
package waybill.torture.history;

import org.jspecify.annotations.NullMarked;
