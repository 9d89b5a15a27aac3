/** Child processes: started so that they never outlive us, watched, and started again when they end. */
@NullMarked
package waybill.cluster.processes;

import org.jspecify.annotations.NullMarked;
