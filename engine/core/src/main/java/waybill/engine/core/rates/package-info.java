/** How much one caller may ask for, where all replicas count together. */
@NullMarked
package waybill.engine.core.rates;

import org.jspecify.annotations.NullMarked;
