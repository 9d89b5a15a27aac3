/** The same seed plans the same faults. */
@NullMarked
package waybill.torture.faults;

import org.jspecify.annotations.NullMarked;
