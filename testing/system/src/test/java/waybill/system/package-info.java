/** The built program seen from outside, over HTTP and as a process: nothing here knows how it works inside. */
@NullMarked
package waybill.system;

import org.jspecify.annotations.NullMarked;
