/** Tortures a Waybill that it starts itself, and judges what is left by what its clients were told. */
@NullMarked
package waybill.torture;

import org.jspecify.annotations.NullMarked;
