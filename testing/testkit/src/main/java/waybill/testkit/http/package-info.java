/** HTTP as tests do it: a client whose every exchange is held against the contract. */
@NullMarked
package waybill.testkit.http;

import org.jspecify.annotations.NullMarked;
