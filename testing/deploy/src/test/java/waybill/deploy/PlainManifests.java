package waybill.deploy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What Helm renders, made into files for who does without Helm: by template, and without Helm's own marks. */
final class PlainManifests {
    private static final String HEAD = "# Made from the chart by deploy/kubernetes/render; do not edit.\n";
    private static final String SOURCE = "# Source: waybill/templates/";
    private static final Pattern OF_HELM =
            Pattern.compile(" *(\"?helm\\.sh/|app\\.kubernetes\\.io/managed-by: Helm|# Databases that this release).*");

    /** These need kinds that not every cluster has. */
    private static final Set<String> OPTIONAL = Set.of("httproute.yaml", "servicemonitor.yaml", "prometheusrule.yaml");

    private PlainManifests() {}

    /** The files by their names. */
    static Map<String, String> of(String rendered) {
        Map<String, String> files = new TreeMap<>();
        for (String document : rendered.split("(?m)^---\n", -1)) {
            if (!document.startsWith(SOURCE)) {
                continue;
            }
            int end = document.indexOf('\n');
            String template = document.substring(SOURCE.length(), end).toLowerCase(Locale.ROOT);
            String body = withoutHelm(document.substring(end + 1));
            files.merge(
                    OPTIONAL.contains(template) ? "optional/" + template : template,
                    HEAD + body,
                    (before, after) -> before + "---\n" + after.substring(HEAD.length()));
        }
        return files;
    }

    private static String withoutHelm(String body) {
        List<String> lines =
                body.lines().filter(line -> !OF_HELM.matcher(line).matches()).toList();
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            boolean empty = lines.get(i).strip().equals("annotations:")
                    && (i + 1 == lines.size() || indent(lines.get(i + 1)) <= indent(lines.get(i)));
            if (!empty) {
                kept.append(lines.get(i)).append('\n');
            }
        }
        return kept.toString().stripTrailing() + "\n";
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
