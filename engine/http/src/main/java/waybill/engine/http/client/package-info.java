/**
 * Our side of HTTP when we are the one who asks: each attempt sent once, bounded, counted, and kept within its policy.
 */
@NullMarked
package waybill.engine.http.client;

import org.jspecify.annotations.NullMarked;
