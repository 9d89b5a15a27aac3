/** A house as the rules see it: its rooms and their table, its sources, its classes, its poms and its texts. */
@NullMarked
package waybill.houserules.house;

import org.jspecify.annotations.NullMarked;
