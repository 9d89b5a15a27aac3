/** A world in which all is well, and every way to spoil it. */
@NullMarked
package waybill.torture.checks;

import org.jspecify.annotations.NullMarked;
