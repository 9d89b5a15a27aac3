package waybill.engine.core.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An API key as its bearer has it: {@code wbk_<id>_<secret>}. Only who makes or checks one ever holds it. */
public final class KeyText {
    /** What every key begins with, so that scanners of source code and logs find those that leaked. */
    public static final String PREFIX = "wbk_";

    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-f]{16})_([A-Za-z0-9_-]{43})");

    private final String id;
    private final String secret;

    private KeyText(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    /** A new key: 256 bits that nobody can guess. */
    public static KeyText fresh(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeyText(
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The key that somebody shows; none if it does not look like one. */
    public static Optional<KeyText> parse(String shown) {
        Matcher form = FORM.matcher(shown);
        return form.matches() ? Optional.of(new KeyText(form.group(1), form.group(2))) : Optional.empty();
    }

    /** Its public part. */
    public String id() {
        return id;
    }

    /** What is kept of its secret. */
    public String digest() {
        return Sha256.hex(secret);
    }

    /** The whole key, to be shown once. */
    public String reveal() {
        return PREFIX + id + "_" + secret;
    }

    @Override
    public String toString() {
        return PREFIX + id + "_(secret)";
    }
}
