/** What bare SQL reaches on the same PostgreSQL: the same facts about the same orders, written without a server. */
@NullMarked
package waybill.bench.anchors;

import org.jspecify.annotations.NullMarked;
