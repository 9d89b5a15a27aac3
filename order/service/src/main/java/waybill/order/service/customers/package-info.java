/** What can be done about a customer as a person: forgetting. */
@NullMarked
package waybill.order.service.customers;

import org.jspecify.annotations.NullMarked;
