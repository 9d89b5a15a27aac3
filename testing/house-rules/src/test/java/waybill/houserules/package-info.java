/** The rules of the house, judged on every build; each one is proven to bite by faults that are planted for it. */
@NullMarked
package waybill.houserules;

import org.jspecify.annotations.NullMarked;
