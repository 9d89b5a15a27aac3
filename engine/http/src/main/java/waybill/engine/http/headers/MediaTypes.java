package waybill.engine.http.headers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a body is JSON, and what the client takes for an answer. */
public final class MediaTypes {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private MediaTypes() {}

    /** {@code application/json}, with no charset or with UTF-8. */
    public static boolean isJson(@Nullable String contentType) {
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
    public static boolean acceptJson(@Nullable String accept) {
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

    /** Whether an {@code Accept} header asks for server-sent events by their name, and not rather for JSON. */
    public static boolean preferEvents(@Nullable String accept) {
        if (accept == null || accept.equals(JSON) || accept.equals("*/*")) {
            return false;
        }
        double events = 0;
        double json = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            String type = parts[0].strip();
            events = type.equals(EVENTS) ? quality(parts) : events;
            json = type.equals(JSON) ? quality(parts) : json;
        }
        return events > 0 && events >= json;
    }

    /** How much a range is wanted, 0 to 1; what is no number is 1, as if it were not there. */
    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace(" ", "");
            if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
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
