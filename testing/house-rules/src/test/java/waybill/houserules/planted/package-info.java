/** The faults that are planted for the rules: small houses, each broken in one way. */
@NullMarked
package waybill.houserules.planted;

import org.jspecify.annotations.NullMarked;
