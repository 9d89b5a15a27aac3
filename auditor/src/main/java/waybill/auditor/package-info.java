/** Whether the three databases keep the promises of Waybill, found out without any code that writes them. */
@NullMarked
package waybill.auditor;

import org.jspecify.annotations.NullMarked;
