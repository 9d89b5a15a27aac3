/** What has become of an order, its goods and its money, folded from stored events by their names alone. */
@NullMarked
package waybill.auditor.folds;

import org.jspecify.annotations.NullMarked;
