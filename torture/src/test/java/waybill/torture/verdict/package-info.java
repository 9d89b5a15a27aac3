/** What the page says. */
@NullMarked
package waybill.torture.verdict;

import org.jspecify.annotations.NullMarked;
