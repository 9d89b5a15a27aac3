/** What is there when everything has come to rest, and how that is waited for. */
@NullMarked
package waybill.torture.ending;

import org.jspecify.annotations.NullMarked;
