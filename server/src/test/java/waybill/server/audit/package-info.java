/** The auditor on whole shops: it finds what is wrong, and nothing that is not. */
@NullMarked
package waybill.server.audit;

import org.jspecify.annotations.NullMarked;
