/** The way along the logs: what is new, what it touched, and whether nothing is missing. */
@NullMarked
package waybill.auditor.walk;

import org.jspecify.annotations.NullMarked;
