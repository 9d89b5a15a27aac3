package waybill.engine.http.server;

import io.helidon.http.HttpPrologue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.FieldError;
import waybill.engine.http.Problem;
import waybill.engine.http.json.Pointers;

/**
 * What a request line asks for.
 *
 * @param path the path as sent
 * @param query everything after the question mark; empty if there is none
 */
record Target(String path, String query) {
    private static final String SCHEME = "http://";

    static Target of(HttpPrologue prologue) {
        String path = prologue.uriPath().rawPath();
        String query = prologue.query().rawValue();
        return new Target(path.startsWith(SCHEME) ? withoutAuthority(path) : path, query);
    }

    int length() {
        return path.length() + query.length() + (query.isEmpty() ? 0 : 1);
    }

    /** The parameters, decoded; a problem with every parameter that is broken, double or not declared. */
    Map<String, String> parameters(Set<String> declared) {
        if (query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>(0);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), true);
            FieldError error = take(name, value, declared, values);
            if (error != null) {
                errors.add(error);
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.of("validation-failed", "The request is not valid: " + sentence(errors.getFirst()))
                    .with("errors", errors.subList(0, Math.min(errors.size(), 100)))
                    .asException();
        }
        return values;
    }

    private static @Nullable FieldError take(
            @Nullable String name, @Nullable String value, Set<String> declared, Map<String, String> values) {
        if (name == null || value == null) {
            String where = name == null ? "/query" : Pointers.member("/query", name);
            return new FieldError(where, "MALFORMED", "must be percent-encoded UTF-8 without control characters");
        }
        if (!declared.contains(name)) {
            return new FieldError(Pointers.member("/query", name), "UNKNOWN_PARAMETER", "is not known here");
        }
        if (values.putIfAbsent(name, value) != null) {
            return new FieldError(Pointers.member("/query", name), "DUPLICATE", "must not be there twice");
        }
        return null;
    }

    private static String sentence(FieldError error) {
        return error.pointer() + " " + error.message() + ".";
    }

    /** The absolute form, as proxies send it: only the path counts here. */
    private static String withoutAuthority(String uri) {
        int slash = uri.indexOf('/', SCHEME.length());
        return slash < 0 ? "/" : uri.substring(slash);
    }
}
