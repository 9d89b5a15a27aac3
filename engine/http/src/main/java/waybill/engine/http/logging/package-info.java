/** Logs as one JSON object a line, with the field names of the contract. */
@NullMarked
package waybill.engine.http.logging;

import org.jspecify.annotations.NullMarked;
