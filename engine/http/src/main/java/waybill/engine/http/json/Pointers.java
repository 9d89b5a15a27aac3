package waybill.engine.http.json;

/** JSON pointers (RFC 6901) built from what a client sent, safe to send back. */
public final class Pointers {
    private static final int SHOWN_MAX = 64;

    private Pointers() {}

    /** The pointer to a member below this one. */
    public static String member(String pointer, String name) {
        return pointer + "/" + shown(name).replace("~", "~0").replace("/", "~1");
    }

    /** The pointer to an element below this one. */
    public static String element(String pointer, int index) {
        return pointer + "/" + index;
    }

    /** A foreign name, cut to 64 characters; what breaks logs or screens, or is half a character, is made visible. */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints()
                .limit(SHOWN_MAX)
                .map(c -> FreeText.characterFault(Character.toString(c)) == null ? c : '\uFFFD')
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
