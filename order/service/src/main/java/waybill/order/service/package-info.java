/** The order service: its decider, put into the engine and connected to the world. */
@NullMarked
package waybill.order.service;

import org.jspecify.annotations.NullMarked;
