/** JSON as the API takes and writes it: strict to read, exact with numbers, one form for fingerprints. */
@NullMarked
package waybill.engine.http.json;

import org.jspecify.annotations.NullMarked;
