package waybill.engine.http.access.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.access.Caller;
import waybill.engine.http.access.Scope;

/** What a token says whose signature is good, judged: whom it is from, for whom, when, and what its bearer may do. */
final class Claims {
    /** How far the issuer's clock may differ from ours. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final int SUBJECT_LENGTH_MAX = 255;
    private static final int CUSTOMER_LENGTH_MAX = 256;

    private final JWTClaimsSet said;
    private final TokenRules rules;

    Claims(JWTClaimsSet said, TokenRules rules) {
        this.said = said;
        this.rules = rules;
    }

    /** What is wrong with them at this moment; null if nothing is. */
    @Nullable
    String fault(Instant now) {
        if (!rules.issuer().equals(said.getIssuer())) {
            return "The token is from another issuer.";
        }
        if (!said.getAudience().contains(rules.audience())) {
            return "The token is for another audience.";
        }
        String late = timeFault(now);
        if (late != null) {
            return late;
        }
        if (!isName(said.getSubject(), SUBJECT_LENGTH_MAX)) {
            return "The token has no sub of 1 to 255 visible ASCII characters.";
        }
        return isCustomerClear() ? null : "The token does not say clearly which customer it is for.";
    }

    private @Nullable String timeFault(Instant now) {
        if (said.getExpirationTime() == null) {
            return "The token has no exp.";
        }
        if (!now.isBefore(goodUntil())) {
            return "The token has expired.";
        }
        return isAhead(said.getNotBeforeTime(), now) || isAhead(said.getIssueTime(), now)
                ? "The token is not valid yet."
                : null;
    }

    private static boolean isAhead(@Nullable Date claim, Instant now) {
        return claim != null && now.plus(SKEW).isBefore(claim.toInstant());
    }

    /** The moment from which on the token has expired. */
    Instant goodUntil() {
        return said.getExpirationTime().toInstant().plus(SKEW);
    }

    /** The bearer. Scopes that Waybill does not have are for others. */
    Caller caller() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String claim : List.of("scope", "scp")) {
            words(said.getClaim(claim)).forEach(word -> Scope.named(word).ifPresent(scopes::add));
        }
        return new Caller("subject:" + said.getSubject(), scopes, customer());
    }

    /** RFC 8693 says a text with spaces; some issuers say an array. */
    private static List<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text.split(" ", -1));
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    private @Nullable String customer() {
        return said.getClaim(rules.customerClaim()) instanceof String customer ? customer : null;
    }

    /** A claim that is there and names nobody must not make its bearer one who may see everybody's orders. */
    private boolean isCustomerClear() {
        Map<String, Object> all = said.getClaims();
        String customer = customer();
        return !all.containsKey(rules.customerClaim())
                || (customer != null && !customer.isBlank() && customer.length() <= CUSTOMER_LENGTH_MAX);
    }

    private static boolean isName(@Nullable String text, int lengthMax) {
        return text != null
                && !text.isEmpty()
                && text.length() <= lengthMax
                && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
