/** What crosses a service border: the announcements (public events, v1) and the documents that describe the API. */
@NullMarked
package waybill.contracts;

import org.jspecify.annotations.NullMarked;
