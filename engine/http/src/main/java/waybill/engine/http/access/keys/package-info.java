/** Callers known by their API keys. */
@NullMarked
package waybill.engine.http.access.keys;

import org.jspecify.annotations.NullMarked;
