package waybill.engine.http.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's certificate and key, from two files that are looked at again and again: whoever renews certificates
 * replaces the files, and the next client is shown the new one. Files that do not fit together, as when only one of
 * them has been replaced yet, change nothing.
 */
public final class Certificates implements AutoCloseable {
    /** Renewed certificates have weeks before the old ones expire. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    /** The only versions that are spoken. */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Path certificate;
    private final Path key;
    private final PresentedKey presented;
    private final SSLContext context;
    private final CountDownLatch closed = new CountDownLatch(1);
    private byte[] seen;
    private byte[] refused = {};

    private Certificates(Path certificate, Path key, Identity first, byte[] seen) {
        this.certificate = certificate;
        this.key = key;
        this.presented = new PresentedKey(first);
        this.context = context(presented);
        this.seen = seen;
    }

    /**
     * Reads both files, PEM with the whole chain and PEM with an unencrypted PKCS#8 key, and keeps looking at them.
     *
     * @throws UnusableCertificate if one cannot be read or they do not belong together
     */
    public static Certificates of(Path certificate, Path key) {
        return of(certificate, key, LOOK_EVERY);
    }

    static Certificates of(Path certificate, Path key, Duration lookEvery) {
        Identity first = Identity.read(certificate, key);
        Certificates certificates = new Certificates(certificate, key, first, digestOrNothing(certificate, key));
        if (certificates.expires().isBefore(Instant.now())) {
            LOG.warn(
                    "The certificate in {} expired on {}: clients will not believe it",
                    certificate,
                    certificates.expires());
        }
        Thread.ofVirtual().name("tls-files").start(() -> certificates.watch(lookEvery));
        return certificates;
    }

    /** When the certificate that is shown now expires. */
    public Instant expires() {
        return presented.identity().certificate().getNotAfter().toInstant();
    }

    /** What connections are made with. */
    public SSLContext context() {
        return context;
    }

    /** TLS 1.3 and 1.2 with forward secrecy and authenticated encryption; nothing else. */
    public SSLParameters parameters() {
        SSLParameters parameters = context.getSupportedSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(
                Arrays.stream(context.getDefaultSSLParameters().getCipherSuites())
                        .filter(Certificates::isModern)
                        .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    private static boolean isModern(String suite) {
        boolean authenticated = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
        boolean tls13 = !suite.contains("_WITH_");
        return authenticated && (tls13 || suite.startsWith("TLS_ECDHE_"));
    }

    private static SSLContext context(PresentedKey presented) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {presented}, null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has TLS", impossible);
        }
    }

    private void watch(Duration every) {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        byte[] now = digestOrNothing(certificate, key);
        if (now.length == 0 || Arrays.equals(now, seen) || Arrays.equals(now, refused)) {
            return;
        }
        try {
            presented.present(Identity.read(certificate, key));
            seen = now;
            LOG.info("The TLS certificate was renewed and is good until {}", expires());
        } catch (UnusableCertificate notYet) {
            refused = now;
            LOG.warn("The TLS certificate stays as it was. {}", notYet.getMessage());
        }
    }

    /** Nothing while a file is being replaced. */
    private static byte[] digestOrNothing(Path certificate, Path key) {
        try {
            return Identity.digest(certificate, key);
        } catch (IOException gone) {
            return new byte[0];
        }
    }

    /** The number of the certificate. */
    @Override
    public String toString() {
        return presented.identity().toString();
    }

    /** Stops looking at the files. */
    @Override
    public void close() {
        closed.countDown();
    }
}
