/** The rules, each a sentence with a judge. */
@NullMarked
package waybill.houserules.rules;

import org.jspecify.annotations.NullMarked;
