package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plain manifests are what the chart says; {@code deploy/kubernetes/render} writes them again. */
class ManifestsTest {
    private static final Path HOME = Repository.at("deploy/kubernetes/manifests");

    private static Map<String, String> written() throws IOException {
        Map<String, String> written = new TreeMap<>();
        if (Files.isDirectory(HOME)) {
            try (Stream<Path> files = Files.walk(HOME)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    written.put(HOME.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return written;
    }

    @Test
    void the_manifests_are_up_to_date() throws IOException {
        Map<String, String> rendered = PlainManifests.of(Chart.text(ValueSet.PLAIN));
        if (Boolean.getBoolean("waybill.manifests.write")) {
            for (String old : written().keySet()) {
                Files.delete(HOME.resolve(old));
            }
            for (Map.Entry<String, String> file : rendered.entrySet()) {
                Path path = HOME.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        assertThat(written()).as("deploy/kubernetes/render writes them again").isEqualTo(rendered);
    }

    @Test
    void they_are_all_that_the_chart_renders_and_nothing_of_helm_is_left() throws IOException {
        Manifests plain = Manifests.parse(String.join("---\n", written().values()));
        assertThat(plain.all()).hasSameSizeAs(Chart.of(ValueSet.PLAIN).all());
        assertThat(plain.all()).flatMap(StrictSchemas::mistakes).isEmpty();
        assertThat(plain.all())
                .noneMatch(
                        one -> one.toString().toLowerCase(java.util.Locale.ROOT).contains("helm"));
    }
}
