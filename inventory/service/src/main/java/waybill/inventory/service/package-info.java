/** The inventory service: its decider, put into the engine and connected to the world. */
@NullMarked
package waybill.inventory.service;

import org.jspecify.annotations.NullMarked;
