/** The inventory endpoints. */
@NullMarked
package waybill.inventory.service.http;

import org.jspecify.annotations.NullMarked;
