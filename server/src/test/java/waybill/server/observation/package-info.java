/** What a process tells of itself, as whoever watches it receives it. */
@NullMarked
package waybill.server.observation;

import org.jspecify.annotations.NullMarked;
