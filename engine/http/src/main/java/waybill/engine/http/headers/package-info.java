/** The request headers that mean something to the API, read as their RFCs say. */
@NullMarked
package waybill.engine.http.headers;

import org.jspecify.annotations.NullMarked;
