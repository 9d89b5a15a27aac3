/** The payment service: its decider, put into the engine and connected to the gateway and the world. */
@NullMarked
package waybill.payment.service;

import org.jspecify.annotations.NullMarked;
