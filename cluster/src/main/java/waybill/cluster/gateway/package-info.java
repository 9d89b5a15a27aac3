/** HAProxy, the one door of the cluster: its configuration, its process, and how it is emptied before the end. */
@NullMarked
package waybill.cluster.gateway;

import org.jspecify.annotations.NullMarked;
