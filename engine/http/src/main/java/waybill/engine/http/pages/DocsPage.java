package waybill.engine.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import waybill.engine.http.ProblemTypes;
import waybill.engine.http.ProblemTypes.ProblemType;
import waybill.engine.http.pages.Contract.Operation;

/** The documentation of the API, made from its contract when the process starts. */
final class DocsPage {
    private DocsPage() {}

    static String of(JsonNode tree) {
        Contract contract = new Contract(tree);
        SchemaDocs schemas = new SchemaDocs(contract);
        OperationDocs operations = new OperationDocs(contract, schemas);
        Map<String, List<Operation>> byTag = contract.operationsByTag();
        String title = contract.info().path("title").asText("API");
        Html html = new Html();
        head(html, title);
        navigation(html, contract, byTag);
        html.raw("<main><header>").element("h1", title);
        html.raw("<p class=\"version\">Version ")
                .text(contract.info().path("version").asText(""))
                .raw(" · ");
        html.raw("<a href=\"/openapi.yaml\">openapi.yaml</a></p>");
        Prose.append(html, contract.info().path("description").asText(""));
        html.raw("</header>");
        byTag.forEach((tag, list) -> {
            html.raw("<h2 id=\"" + anchor(tag) + "\">").text(tag).raw("</h2>");
            Prose.append(html, contract.tagDescription(tag));
            list.forEach(operation -> operations.append(html, operation));
        });
        schemas(html, contract, schemas);
        problems(html);
        html.raw("</main><script>").raw(Assets.SCRIPT).raw("</script></body></html>");
        return html.toString();
    }

    static void head(Html html, String title) {
        html.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">").element("title", title);
        html.raw("<link rel=\"icon\" href=\"data:,\"><style>")
                .raw(Assets.STYLE)
                .raw("</style></head><body id=\"top\">");
    }

    private static void navigation(Html html, Contract contract, Map<String, List<Operation>> byTag) {
        html.raw("<nav aria-label=\"Operations\"><a class=\"brand\" href=\"#top\">");
        html.text(contract.info().path("title").asText("API")).raw("</a>");
        html.raw("<label class=\"filter\">Find <input id=\"filter\" type=\"search\" autocomplete=\"off\" "
                + "placeholder=\"path, word …\"></label>");
        byTag.forEach((tag, list) -> {
            html.raw("<h2><a href=\"#" + anchor(tag) + "\">").text(tag).raw("</a></h2><ul>");
            for (Operation operation : list) {
                html.raw("<li data-words=\"" + Html.escaped(words(operation)) + "\"><a href=\"#" + operation.id()
                        + "\">");
                OperationDocs.method(html, operation);
                html.element("code", operation.path()).raw("</a></li>");
            }
            html.raw("</ul>");
        });
        html.raw("<h2><a href=\"#schemas\">Schemas</a></h2><h2><a href=\"#problems\">Problems</a></h2></nav>");
    }

    private static String words(Operation operation) {
        return (operation.method() + " " + operation.path() + " " + operation.summary() + " " + operation.id())
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static void schemas(Html html, Contract contract, SchemaDocs docs) {
        html.raw("<h2 id=\"schemas\">Schemas</h2>");
        contract.schemas().forEach((name, schema) -> {
            html.raw("<section class=\"schema\" id=\"schema-" + Html.escaped(name) + "\">")
                    .element("h3", name);
            Prose.append(html, schema.path("description").asText(""));
            if (schema.has("properties") || schema.has("allOf")) {
                docs.members(html, schema);
            } else {
                html.raw("<p class=\"type\">");
                docs.type(html, schema);
                html.raw("</p>");
            }
            html.raw("</section>");
        });
    }

    private static void problems(Html html) {
        html.raw("<h2 id=\"problems\">Problems</h2><table class=\"members\"><tbody>");
        for (ProblemType type : ProblemTypes.all()) {
            html.raw("<tr><th scope=\"row\"><a href=\"/problems/" + type.slug() + "\"><code>")
                    .text(type.slug());
            html.raw("</code></a><span class=\"status s" + type.status() / 100 + "\">" + type.status()
                    + "</span></th><td>");
            html.element("strong", type.title())
                    .element("p", type.explanation())
                    .raw("</td></tr>");
        }
        html.raw("</tbody></table>");
    }

    private static String anchor(String tag) {
        return "tag-" + tag.replaceAll("[^A-Za-z0-9]+", "-");
    }
}
