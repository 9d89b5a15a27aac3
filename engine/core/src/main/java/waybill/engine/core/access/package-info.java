/** API keys: what they look like, what is kept of them, and where. */
@NullMarked
package waybill.engine.core.access;

import org.jspecify.annotations.NullMarked;
