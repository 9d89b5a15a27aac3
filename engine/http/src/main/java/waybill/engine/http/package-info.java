/** What a service says about its HTTP endpoints: routes, handlers, strictly read requests, answers and problems. */
@NullMarked
package waybill.engine.http;

import org.jspecify.annotations.NullMarked;
