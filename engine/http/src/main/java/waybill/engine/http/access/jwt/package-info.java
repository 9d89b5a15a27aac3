/** Callers known by the OAuth2 access tokens of an issuer, which are signed JWTs. */
@NullMarked
package waybill.engine.http.access.jwt;

import org.jspecify.annotations.NullMarked;
