/** What every event store, runner and transport promises, as tests that each of them inherits. */
@NullMarked
package waybill.testkit.engine;

import org.jspecify.annotations.NullMarked;
