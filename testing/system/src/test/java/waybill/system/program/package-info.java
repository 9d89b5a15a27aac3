/** The built program, and the processes of a cluster of it, as files say it. */
@NullMarked
package waybill.system.program;

import org.jspecify.annotations.NullMarked;
