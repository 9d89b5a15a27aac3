package waybill.order.service.persons;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key under which the keys of all customers are kept. It comes from outside and is never stored here. */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final int FINGERPRINT_BYTES = 8;

    private final SecretKey key;
    private final String fingerprint;

    private MasterKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, "AES");
        this.fingerprint = fingerprint(secret);
    }

    /**
     * The key that this text says.
     *
     * @param base64 32 bytes; white space around it does not count
     * @throws IllegalArgumentException if it says none; the message does not repeat it
     */
    public static MasterKey of(String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("it is not base64");
        }
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("it has " + secret.length + " bytes instead of " + BYTES);
        }
        return new MasterKey(secret);
    }

    /** The text of a new key, from the operating system's randomness. */
    public static String fresh() {
        return Base64.getEncoder().encodeToString(Seal.random(BYTES));
    }

    /** Tells this key from others, and says nothing about it. */
    public String fingerprint() {
        return fingerprint;
    }

    /** A customer's new secret, and what is kept of it. */
    String freshWrapped(String id, String customer) {
        byte[] secret = Seal.random(BYTES);
        try {
            return Base64.getEncoder().encodeToString(Seal.close(key, purpose(id, customer), secret));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The customer's secret that was kept. */
    SecretKey unwrapped(String id, String customer, String wrapped) {
        byte[] box = Base64.getDecoder().decode(wrapped);
        return new SecretKeySpec(Seal.open(key, purpose(id, customer), box), "AES");
    }

    private static byte[] purpose(String id, String customer) {
        return ("waybill person-key v1 " + id + " " + customer).getBytes(StandardCharsets.UTF_8);
    }

    private static String fingerprint(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] all = mac.doFinal("waybill master-key fingerprint".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + fingerprint + "]";
    }
}
