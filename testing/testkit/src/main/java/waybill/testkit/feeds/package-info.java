/** Feeds that say what a test wants them to say. */
@NullMarked
package waybill.testkit.feeds;

import org.jspecify.annotations.NullMarked;
