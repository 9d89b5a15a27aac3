/** Proof that several replicas of every service on the same databases are as good as one. */
@NullMarked
package waybill.server.replicas;

import org.jspecify.annotations.NullMarked;
