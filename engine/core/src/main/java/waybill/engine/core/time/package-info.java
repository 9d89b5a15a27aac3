/** Where time and fresh ids come from, and how concurrent small calls become one. */
@NullMarked
package waybill.engine.core.time;

import org.jspecify.annotations.NullMarked;
