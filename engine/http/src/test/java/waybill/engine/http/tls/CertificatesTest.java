package waybill.engine.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused in one sentence, and what happens when the files change. */
class CertificatesTest {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    private Path certificate = Path.of("");
    private Path key = Path.of("");
    private Path other = Path.of("");
    private Path otherKey = Path.of("");

    @BeforeEach
    void make() throws Exception {
        TestCertificate one = TestCertificate.make(directory, "one", "EC");
        TestCertificate two = TestCertificate.make(directory, "two", "EC");
        certificate = one.certificate();
        key = one.key();
        other = two.certificate();
        otherKey = two.key();
    }

    private void assertRefused(Path chain, Path secret, String sentence) {
        assertThatExceptionOfType(UnusableCertificate.class)
                .isThrownBy(() -> Certificates.of(chain, secret))
                .withMessageContaining(sentence)
                .withMessageMatching("[A-Z][^\n]+\\.");
    }

    @Test
    void what_cannot_be_used_is_refused_in_one_sentence() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty"), "");
        Path broken = Files.writeString(
                directory.resolve("broken"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path brokenKey = Files.writeString(
                directory.resolve("broken.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Path older = Files.writeString(
                directory.resolve("pkcs1"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        Path strangers =
                Files.writeString(directory.resolve("chain"), Files.readString(certificate) + Files.readString(other));
        TestCertificate rsa = TestCertificate.make(directory, "rsa", "RSA");

        assertRefused(directory.resolve("absent"), key, "absent with the TLS certificate cannot be read");
        assertRefused(certificate, directory.resolve("absent"), "absent with the TLS key cannot be read");
        assertRefused(empty, key, "has no certificates in PEM format");
        assertRefused(broken, key, "has no certificates in PEM format");
        assertRefused(certificate, empty, "has no unencrypted PKCS#8 private key");
        assertRefused(certificate, older, "has no unencrypted PKCS#8 private key");
        assertRefused(certificate, brokenKey, "cannot be read as the EC key of the certificate");
        assertRefused(certificate, rsa.key(), "cannot be read as the EC key of the certificate");
        assertRefused(certificate, otherKey, "is not that of the certificate in");
        assertRefused(strangers, key, "are not a chain");
    }

    @Test
    void a_renewed_certificate_is_shown_as_soon_as_both_files_are_there() throws Exception {
        try (Certificates shown = Certificates.of(certificate, key, OFTEN)) {
            String before = shown.toString();
            replace(other, certificate);
            assertThat(shown.toString()).as("one file alone changes nothing").isEqualTo(before);
            replace(otherKey, key);
            String renewed = awaitOtherThan(before, shown);
            Files.writeString(key, "gone");
            replace(Files.writeString(directory.resolve("next"), "gone"), certificate);
            assertThat(shown.toString()).isEqualTo(renewed);
        }
    }

    private static void replace(Path with, Path file) throws IOException {
        Files.copy(with, file.resolveSibling("arriving"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(file.resolveSibling("arriving"), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String awaitOtherThan(String before, Certificates shown) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (shown.toString().equals(before)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        return shown.toString();
    }
}
