/** What is done to the system, when, and how it is undone; all of it chosen by the seed. */
@NullMarked
package waybill.torture.faults;

import org.jspecify.annotations.NullMarked;
