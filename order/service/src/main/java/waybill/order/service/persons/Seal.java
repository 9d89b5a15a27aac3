package waybill.order.service.persons;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D): a random initialization vector of 96 bits, the ciphertext, a tag of 128 bits. Whoever
 * opens must name the same purpose as whoever closed.
 */
final class Seal {
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom CHANCE = new SecureRandom();

    /** Making a cipher costs more than using it. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Seal::cipher);

    private Seal() {}

    static byte[] close(SecretKey key, byte[] purpose, byte[] plain) {
        byte[] box = new byte[IV_BYTES + plain.length + TAG_BYTES];
        byte[] iv = random(IV_BYTES);
        System.arraycopy(iv, 0, box, 0, IV_BYTES);
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
            cipher.updateAAD(purpose);
            cipher.doFinal(plain, 0, plain.length, box, IV_BYTES);
            return box;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    /**
     * What was closed.
     *
     * @throws BrokenSeal if it was not closed by this key, for this purpose, or is not what it was
     */
    static byte[] open(SecretKey key, byte[] purpose, byte[] box) {
        if (box.length < IV_BYTES + TAG_BYTES) {
            throw new BrokenSeal("it is too short");
        }
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, box, 0, IV_BYTES));
            cipher.updateAAD(purpose);
            return cipher.doFinal(box, IV_BYTES, box.length - IV_BYTES);
        } catch (AEADBadTagException broken) {
            throw new BrokenSeal("it was sealed otherwise, or changed since");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        CHANCE.nextBytes(random);
        return random;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES-GCM", impossible);
        }
    }
}
