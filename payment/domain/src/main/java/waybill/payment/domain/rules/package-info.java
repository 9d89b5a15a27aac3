/** The rules of payments, one file for each kind of question, with the tables that they obey. */
@NullMarked
package waybill.payment.domain.rules;

import org.jspecify.annotations.NullMarked;
