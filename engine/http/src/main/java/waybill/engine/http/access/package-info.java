/** Who may ask for what: scopes, callers, and the door that lets them in. */
@NullMarked
package waybill.engine.http.access;

import org.jspecify.annotations.NullMarked;
