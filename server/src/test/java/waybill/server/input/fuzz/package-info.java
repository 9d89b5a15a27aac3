/** Seeded attacks on the whole shop: requests that are almost right, and bytes that are almost requests. */
@NullMarked
package waybill.server.input.fuzz;

import org.jspecify.annotations.NullMarked;
