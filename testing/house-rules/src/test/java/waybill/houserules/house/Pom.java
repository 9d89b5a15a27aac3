package waybill.houserules.house;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a pom says about its module.
 *
 * @param modules the modules below it
 * @param dependencies what it needs itself, in profiles too; not what it manages for others
 * @param managed what it manages for others
 */
public record Pom(List<String> modules, List<Dependency> dependencies, List<Dependency> managed) {
    private static final String OURS = "waybill";

    /** One dependency; scope and version are empty where the pom leaves them out. */
    public record Dependency(String group, String artifact, String version, String scope) {
        public boolean isOurs() {
            return group.equals(OURS);
        }

        public boolean isForTestsOnly() {
            return scope.equals("test");
        }

        public String coordinates() {
            return group + ":" + artifact;
        }
    }

    public static Pom parse(String xml) {
        try {
            Element project = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            List<Dependency> managed = children(project, "dependencyManagement").stream()
                    .flatMap(management -> dependencies(management).stream())
                    .toList();
            List<Dependency> needed = new ArrayList<>(dependencies(project));
            for (Element profiles : children(project, "profiles")) {
                children(profiles, "profile").forEach(profile -> needed.addAll(dependencies(profile)));
            }
            return new Pom(modules(project), List.copyOf(needed), managed);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("not a pom: " + e.getMessage(), e);
        }
    }

    private static List<String> modules(Element project) {
        return children(project, "modules").stream()
                .flatMap(modules -> children(modules, "module").stream())
                .map(module -> module.getTextContent().strip())
                .toList();
    }

    private static List<Dependency> dependencies(Element parent) {
        return children(parent, "dependencies").stream()
                .flatMap(dependencies -> children(dependencies, "dependency").stream())
                .map(it -> new Dependency(
                        text(it, "groupId"), text(it, "artifactId"), text(it, "version"), text(it, "scope")))
                .toList();
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
