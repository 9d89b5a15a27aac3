/** The launcher in a checkout of its own, from outside: bash, files and processes. */
@NullMarked
package waybill.system.launcher;

import org.jspecify.annotations.NullMarked;
