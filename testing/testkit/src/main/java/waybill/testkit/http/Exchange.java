package waybill.testkit.http;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request and its answer.
 *
 * @param method the HTTP method
 * @param target the path, with the query if there is one
 * @param requestHeaders by name; the case of names does not matter
 * @param requestBody empty if there is none
 * @param status the status of the answer
 * @param responseHeaders by name; the case of names does not matter
 * @param responseBody empty if there is none
 */
public record Exchange(
        String method,
        String target,
        Map<String, String> requestHeaders,
        String requestBody,
        int status,
        Map<String, String> responseHeaders,
        String responseBody) {
    public Exchange {
        requestHeaders = withoutCase(requestHeaders);
        responseHeaders = withoutCase(responseHeaders);
    }

    /** The path without the query. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The query without its question mark; empty if there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** The media type of the answer without its parameters; empty if it says none. */
    public String mediaType() {
        String type = responseHeaders.getOrDefault("Content-Type", "");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        String sent = requestBody.isEmpty() ? "" : "\n  sent " + requestBody;
        String got = responseBody.isEmpty() ? "" : "\n  got  " + responseBody;
        return method + " " + target + " -> " + status + sent + got;
    }

    private static Map<String, String> withoutCase(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        return all;
    }
}
