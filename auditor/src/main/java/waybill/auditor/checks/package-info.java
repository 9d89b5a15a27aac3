/** What must be true of one order, and of one product, and who says so when it is not. */
@NullMarked
package waybill.auditor.checks;

import org.jspecify.annotations.NullMarked;
