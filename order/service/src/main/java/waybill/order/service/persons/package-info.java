/** What is known of a person, under a key of the person's own: sealed where it is stored, gone when the key is. */
@NullMarked
package waybill.order.service.persons;

import org.jspecify.annotations.NullMarked;
