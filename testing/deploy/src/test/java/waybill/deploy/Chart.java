package waybill.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The chart as Helm itself sees it: no program is needed for that, the library brings its own. */
final class Chart {
    static final Path HOME = Repository.at("deploy/kubernetes/chart/waybill");

    /** Helm's library leaves hooks out of what it renders, so it is shown a copy that has them by another name. */
    private static final String HOOK = "helm.sh/hook";

    private static final String HIDDEN = "hidden/hook";
    private static final Path COPY = copy();

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<ValueSet, String> RENDERED = new EnumMap<>(ValueSet.class);

    private Chart() {}

    /** What {@code helm lint --strict} says. */
    static LintResult linted() {
        return new Helm(HOME).lint().strict().call();
    }

    /** What would be given to Kubernetes, as text; each way is rendered once. */
    static synchronized String text(ValueSet set) {
        return RENDERED.computeIfAbsent(
                set,
                it -> render(command -> it.path().map(command::withValuesFile).orElse(command)));
    }

    /** What would be given to Kubernetes. */
    static Manifests of(ValueSet set) {
        return Manifests.parse(text(set));
    }

    /** The same with other values, as they would be written into a file. */
    static Manifests with(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return Manifests.parse(render(command -> command.withValuesFile(file)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String render(UnaryOperator<TemplateCommand> changed) {
        return changed.apply(new Helm(COPY)
                        .template()
                        .withName("waybill")
                        .withNamespace("waybill")
                        .withKubeVersion("1.33.0"))
                .call()
                .replace(HIDDEN, HOOK);
    }

    private static Path copy() {
        try (Stream<Path> files = Files.walk(HOME)) {
            Path copy = Files.createTempDirectory("chart");
            copy.toFile().deleteOnExit();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(HOME.relativize(file).toString());
                Files.createDirectories(to.getParent()).toFile().deleteOnExit();
                Files.writeString(to, Files.readString(file).replace(HOOK, HIDDEN));
                to.toFile().deleteOnExit();
            }
            return copy;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Documents of YAML, without empty ones. */
    static List<JsonNode> documents(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return documents.readAll().stream()
                    .filter(document -> document.isObject())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
