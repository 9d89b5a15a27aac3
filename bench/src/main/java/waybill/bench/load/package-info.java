/** What customers say to the shop and hear from it, and the tally of that. */
@NullMarked
package waybill.bench.load;

import org.jspecify.annotations.NullMarked;
