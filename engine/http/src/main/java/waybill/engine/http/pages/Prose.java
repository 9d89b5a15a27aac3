package waybill.engine.http.pages;

import java.util.regex.Pattern;

/** Descriptions in the little Markdown that contracts are written in: paragraphs, lists, code, emphasis, links. */
final class Prose {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![*\\w])[*_]([^*_]+)[*_](?![*\\w])");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\((/[^)\\s]*|#[^)\\s]*|https?://[^)\\s]+)\\)");

    private Prose() {}

    static void append(Html html, String markdown) {
        for (String block : markdown.strip().split("\\n\\s*\\n", -1)) {
            if (block.isBlank()) {
                continue;
            }
            if (isList(block)) {
                list(html, block);
            } else if (block.startsWith("#")) {
                html.raw("<h4>").raw(inline(block.replaceFirst("^#+\\s*", ""))).raw("</h4>");
            } else {
                html.raw("<p>").raw(inline(block)).raw("</p>");
            }
        }
    }

    /** Appends one line, without a paragraph around it. */
    static void appendLine(Html html, String markdown) {
        html.raw(inline(markdown.strip()));
    }

    private static boolean isList(String block) {
        return block.stripLeading().startsWith("- ") || block.stripLeading().startsWith("* ");
    }

    private static void list(Html html, String block) {
        html.raw("<ul>");
        for (String item : block.strip().split("\\n\\s*[-*] ", -1)) {
            html.raw("<li>").raw(inline(item.replaceFirst("^\\s*[-*] ", ""))).raw("</li>");
        }
        html.raw("</ul>");
    }

    /** Escapes first, so that only our own tags are tags. */
    private static String inline(String text) {
        String safe = Html.escaped(text);
        safe = CODE.matcher(safe).replaceAll("<code>$1</code>");
        safe = STRONG.matcher(safe).replaceAll("<strong>$1</strong>");
        safe = LINK.matcher(safe).replaceAll("<a href=\"$2\">$1</a>");
        return EMPHASIS.matcher(safe).replaceAll("<em>$1</em>");
    }
}
