/** What must be true of a history and its ending; each check is a function of these two, and can fail. */
@NullMarked
package waybill.torture.checks;

import org.jspecify.annotations.NullMarked;
