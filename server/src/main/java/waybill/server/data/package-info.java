/** Commands that work on the data of a Waybill, whether it is running or not. */
@NullMarked
package waybill.server.data;

import org.jspecify.annotations.NullMarked;
