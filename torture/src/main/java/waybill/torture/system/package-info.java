/** The system under torture: one process, or a cluster; started, ended and asked by us. */
@NullMarked
package waybill.torture.system;

import org.jspecify.annotations.NullMarked;
