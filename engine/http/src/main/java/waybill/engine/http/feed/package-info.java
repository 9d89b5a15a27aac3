/** A service's feed over HTTP. */
@NullMarked
package waybill.engine.http.feed;

import org.jspecify.annotations.NullMarked;
