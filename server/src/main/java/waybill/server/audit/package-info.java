/** The auditor as a part of a process: how it is begun, measured, and asked. */
@NullMarked
package waybill.server.audit;

import org.jspecify.annotations.NullMarked;
