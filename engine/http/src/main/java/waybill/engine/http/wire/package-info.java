/** The bytes of requests, read more exactly than the protocol's parser reads them. */
@NullMarked
package waybill.engine.http.wire;

import org.jspecify.annotations.NullMarked;
