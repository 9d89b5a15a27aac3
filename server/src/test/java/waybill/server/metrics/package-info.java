/** What a running shop says about itself at {@code /metrics}. */
@NullMarked
package waybill.server.metrics;

import org.jspecify.annotations.NullMarked;
