package waybill.engine.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with what vouches for it, and the private key that belongs to it; proven to fit together.
 *
 * @param chain the server's own certificate first, then the one that signed it, and so on
 * @param key the private key of the first
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    Identity {
        chain = List.copyOf(chain);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "certificate " + certificate().getSerialNumber().toString(16);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Reads both files, as PEM; refuses what does not fit together. */
    static Identity read(Path certificate, Path key) {
        List<X509Certificate> chain = chain(certificate, bytes(certificate, "certificate"));
        PublicKey known = chain.getFirst().getPublicKey();
        PrivateKey secret = key(key, bytes(key, "key"), known.getAlgorithm());
        if (!belongTogether(known, secret)) {
            throw new UnusableCertificate(
                    "The key in " + key + " is not that of the certificate in " + certificate + ".", null);
        }
        return new Identity(chain, secret);
    }

    private static byte[] bytes(Path file, String what) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UnusableCertificate(
                    "The file " + file + " with the TLS " + what + " cannot be read.", unreadable);
        }
    }

    private static List<X509Certificate> chain(Path file, byte[] pem) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                chain.add((X509Certificate) one);
            }
        } catch (CertificateException unreadable) {
            throw noCertificates(file, unreadable);
        }
        if (chain.isEmpty()) {
            throw noCertificates(file, null);
        }
        for (int i = 1; i < chain.size(); i++) {
            requireSigned(file, chain.get(i - 1), chain.get(i));
        }
        return chain;
    }

    private static UnusableCertificate noCertificates(Path file, @Nullable Throwable cause) {
        return new UnusableCertificate("The file " + file + " has no certificates in PEM format.", cause);
    }

    private static void requireSigned(Path file, X509Certificate one, X509Certificate issuer) {
        try {
            one.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException strangers) {
            throw new UnusableCertificate(
                    "The certificates in " + file
                            + " are not a chain: each must be followed by the one that signed it.",
                    strangers);
        }
    }

    private static PrivateKey key(Path file, byte[] pem, String algorithm) {
        Matcher found = PRIVATE_KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new UnusableCertificate(
                    "The file " + file + " has no unencrypted PKCS#8 private key in PEM format (BEGIN PRIVATE KEY).",
                    null);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new UnusableCertificate(
                    "The key in " + file + " cannot be read as the " + algorithm + " key of the certificate.",
                    unreadable);
        }
    }

    /** Signs with the one and verifies with the other. */
    private static boolean belongTogether(PublicKey known, PrivateKey secret) {
        byte[] message = "waybill".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(signatureOf(known.getAlgorithm()));
            signature.initSign(secret);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(known);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    private static String signatureOf(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm; // EdDSA signs as it is called
        };
    }

    /** What tells one pair of files from another. */
    static byte[] digest(Path certificate, Path key) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(certificate));
            digest.update((byte) 0);
            return digest.digest(Files.readAllBytes(key));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
