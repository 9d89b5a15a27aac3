/** The processes of the three services, and the databases they share. */
@NullMarked
package waybill.cluster.services;

import org.jspecify.annotations.NullMarked;
