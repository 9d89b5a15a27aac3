/** The words every room shares: money, ids, and what a decision is. Depends on nothing but the JDK. */
@NullMarked
package waybill.kernel;

import org.jspecify.annotations.NullMarked;
