package waybill.engine.http.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a body is JSON, and whether the client takes JSON for an answer. */
final class MediaTypes {
    private static final String JSON = "application/json";

    private MediaTypes() {}

    /** {@code application/json}, with no charset or with UTF-8. */
    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals(JSON)) {
            return true;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals(JSON)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }

    /** Whether an {@code Accept} header lets JSON through; the most specific range that covers it decides. */
    static boolean acceptJson(@Nullable String accept) {
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals(JSON)) {
            return true;
        }
        int bestRank = 0;
        boolean accepted = false;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int rank = rank(parts[0].strip());
            if (rank > bestRank) {
                bestRank = rank;
                accepted = !isRefused(parts);
            }
        }
        return accepted;
    }

    private static int rank(String type) {
        return switch (type) {
            case JSON -> 3;
            case "application/*" -> 2;
            case "*/*" -> 1;
            default -> 0;
        };
    }

    private static boolean isRefused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace(" ", "");
            if (parameter.matches("q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}
