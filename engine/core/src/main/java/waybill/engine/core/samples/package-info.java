/**
 * Numbers that all replicas of a service share, looked up in their database in the background and kept for whoever
 * asks.
 */
@NullMarked
package waybill.engine.core.samples;

import org.jspecify.annotations.NullMarked;
