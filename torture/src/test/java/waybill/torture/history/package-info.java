/** A history survives its writer. */
@NullMarked
package waybill.torture.history;

import org.jspecify.annotations.NullMarked;
