/** Answers that go on: events told to a client one after another, for as long as both sides want. */
@NullMarked
package waybill.engine.http.live;

import org.jspecify.annotations.NullMarked;
