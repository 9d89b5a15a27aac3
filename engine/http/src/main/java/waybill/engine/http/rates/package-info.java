/** How much one caller may ask for, so that nobody can take what is there for all. */
@NullMarked
package waybill.engine.http.rates;

import org.jspecify.annotations.NullMarked;
