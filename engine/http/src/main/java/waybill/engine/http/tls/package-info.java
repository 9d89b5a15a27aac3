/** How connections begin: who may have one, how long saying hello may take, and who this server says it is. */
@NullMarked
package waybill.engine.http.tls;

import org.jspecify.annotations.NullMarked;
