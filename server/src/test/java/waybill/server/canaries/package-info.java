/** What nobody may find in a log, looked for everywhere. */
@NullMarked
package waybill.server.canaries;

import org.jspecify.annotations.NullMarked;
