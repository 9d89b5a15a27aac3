package waybill.engine.http.pages;

/** Builds HTML in which a text can never become markup. */
final class Html {
    private final StringBuilder html = new StringBuilder(32 * 1024);

    /** Appends markup that we wrote ourselves. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Appends a text, escaped. */
    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** Appends an element with a text in it. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    /** Appends an element of a class with a text in it. */
    Html element(String name, String cssClass, String text) {
        return raw("<" + name + " class=\"" + cssClass + "\">").text(text).raw("</" + name + ">");
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
