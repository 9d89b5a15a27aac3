/** Proof that the shop keeps its promises while it fails on purpose. */
@NullMarked
package waybill.server.chaos;

import org.jspecify.annotations.NullMarked;
