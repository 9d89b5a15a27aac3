/** The command line, from outside. */
@NullMarked
package waybill.torture;

import org.jspecify.annotations.NullMarked;
