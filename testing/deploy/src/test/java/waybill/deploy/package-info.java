/** Whether what is deployed is what was promised: the chart, rendered and looked at, and the manifests made from it. */
@NullMarked
package waybill.deploy;

import org.jspecify.annotations.NullMarked;
