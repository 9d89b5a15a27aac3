/** What clients want, and what they make of answers. */
@NullMarked
package waybill.torture.load;

import org.jspecify.annotations.NullMarked;
