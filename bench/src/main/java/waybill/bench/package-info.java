/** The load driver: starts Waybill as a stranger would, orders from it, and says what that cost. */
@NullMarked
package waybill.bench;

import org.jspecify.annotations.NullMarked;
