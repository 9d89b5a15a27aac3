package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A shop behind HTTPS, and files that cannot be used. */
@DisabledIfSystemProperty(named = "waybill.system.cluster", matches = "true", disabledReason = "one process is meant")
class TlsSystemTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final char[] PASSWORD = "not-secret".toCharArray();

    private final DataDirectory directory = new DataDirectory();
    private final Path data = directory.path().resolve("data");
    private final Path certificate = directory.path().resolve("tls.crt");
    private final Path key = directory.path().resolve("tls.key");

    @AfterEach
    void nobody_is_left_behind() {
        directory.expectNobodyWithin(SOON);
        directory.close();
    }

    @Test
    void the_shop_speaks_https_and_says_so() throws Exception {
        SSLContext trusting = make();
        try (RunningWaybill waybill = RunningWaybill.startSet(
                        data, "waybill.tls.certificate = " + certificate, "waybill.tls.key = " + key);
                HttpClient client = HttpClient.newBuilder().sslContext(trusting).build()) {
            int port = waybill.shop().port();
            assertThat(waybill.lines().getFirst()).contains("https://127.0.0.1:" + port);
            for (String path : new String[] {"/health/ready", "/metrics", "/orders"}) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
            }
            assertThat(waybill.terminate()).isZero();
        }
    }

    @Test
    void files_that_cannot_be_used_stop_the_start_with_one_sentence() throws IOException {
        assertThat(refused("waybill.tls.certificate = " + certificate, "waybill.tls.key = " + key))
                .isEqualTo("The file " + certificate + " with the TLS certificate cannot be read.");
        assertThat(refused("waybill.tls.certificate = " + certificate))
                .isEqualTo("waybill.tls.certificate and waybill.tls.key must be set together or not at all.");
    }

    private String refused(String... settings) throws IOException {
        Path file = Files.write(directory.path().resolve("waybill.properties"), List.of(settings));
        try (RunningWaybill waybill = RunningWaybill.launch(
                URI.create("http://127.0.0.1:1"),
                "run",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--config",
                file.toString())) {
            assertThat(waybill.awaitEnd()).isEqualTo(1);
            return waybill.complaints();
        }
    }

    /** A certificate that signs itself, by the JDK's keytool, and a client that believes it. */
    private SSLContext make() throws Exception {
        Path store = directory.path().resolve("tls.p12");
        Process keytool = new ProcessBuilder((Path.of(System.getProperty("java.home"), "bin", "keytool")
                                + " -genkeypair -keyalg EC -alias it -dname CN=shop -ext san=ip:127.0.0.1 -validity 30"
                                + " -storetype PKCS12 -storepass " + new String(PASSWORD) + " -keystore " + store)
                        .split(" "))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("it").getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", keys.getKey("it", PASSWORD).getEncoded()));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", keys.getCertificate("it"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }
}
