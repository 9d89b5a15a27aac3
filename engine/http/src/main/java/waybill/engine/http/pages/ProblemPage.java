package waybill.engine.http.pages;

import java.util.Locale;
import waybill.engine.http.ProblemTypes.ProblemType;

/** The page behind the {@code type} of a problem: what it means and what to do about it. */
final class ProblemPage {
    private ProblemPage() {}

    static String of(ProblemType type) {
        String code = type.slug().replace('-', '_').toUpperCase(Locale.ROOT);
        Html html = new Html();
        DocsPage.head(html, type.title());
        html.raw("<main class=\"page\"><p class=\"crumb\"><a href=\"/docs\">API documentation</a> · problems</p>");
        html.element("h1", type.title());
        html.raw("<p><span class=\"status s")
                .raw(String.valueOf(type.status() / 100))
                .raw("\">");
        html.text(String.valueOf(type.status()))
                .raw("</span> <code>")
                .text(code)
                .raw("</code></p>");
        html.element("p", "lead", type.explanation());
        html.raw("<p>The document's <code>type</code> is <code>/problems/").text(type.slug());
        html.raw("</code>. Its <code>traceId</code> finds the request in the server's logs.</p></main></body></html>");
        return html.toString();
    }
}
