/** Failures on purpose around the handlers of the API. */
@NullMarked
package waybill.engine.http.chaos;

import org.jspecify.annotations.NullMarked;
