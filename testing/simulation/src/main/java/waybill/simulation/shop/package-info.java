/** The three services on the real engine, in several replicas each, stepped by one thread. */
@NullMarked
package waybill.simulation.shop;

import org.jspecify.annotations.NullMarked;
