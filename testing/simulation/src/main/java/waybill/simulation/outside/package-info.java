/** Whom the shop deals with: the provider of payments. */
@NullMarked
package waybill.simulation.outside;

import org.jspecify.annotations.NullMarked;
