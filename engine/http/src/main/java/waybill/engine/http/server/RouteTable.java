package waybill.engine.http.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.Route;

/**
 * Finds the endpoint of a path. Paths without parameters are one look into a map; the others walk a tree, segment by
 * segment, a literal before a parameter.
 */
final class RouteTable {
    private final Map<String, Node> plain = new HashMap<>();
    private final Node root = new Node();

    RouteTable(List<Route> routes, Function<Route, Endpoint> endpoints) {
        for (Route route : routes) {
            Node node = root;
            for (String segment : segments(route.template())) {
                node = segment.startsWith("{") ? node.parameterChild() : node.child(segment);
            }
            node.put(endpoints.apply(route));
            if (route.pathParameters().isEmpty()) {
                plain.put(route.template(), node);
            }
        }
    }

    /**
     * What was found.
     *
     * @param endpoint null if the path or the method is unknown
     * @param values the decoded values of the path parameters, by name
     * @param allow the methods of the path; empty if the path is unknown
     */
    record Match(@Nullable Endpoint endpoint, Map<String, String> values, String allow) {
        static final Match NOTHING = new Match(null, Map.of(), "");
    }

    Match match(String method, String path) {
        Node node = plain.get(path);
        if (node != null) {
            return node.match(method, List.of());
        }
        List<String> segments = segments(path);
        List<String> values = new ArrayList<>(2);
        Node found = root.find(segments, 0, values);
        return found == null ? Match.NOTHING : found.match(method, values);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(6);
        for (int start = 1; start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            segments.add(path.substring(start, end));
            start = end + 1;
        }
        return segments;
    }

    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Map<String, Endpoint> endpoints = new TreeMap<>();
        private @Nullable Node parameter;
        private String allow = "";

        Node child(String segment) {
            return children.computeIfAbsent(segment, _ -> new Node());
        }

        Node parameterChild() {
            Node child = parameter == null ? new Node() : parameter;
            parameter = child;
            return child;
        }

        void put(Endpoint endpoint) {
            Route route = endpoint.route();
            Endpoint before = endpoints.putIfAbsent(route.method(), endpoint);
            if (before != null) {
                throw new IllegalArgumentException(route.method() + " " + route.template() + " is there twice");
            }
            List<String> methods = new ArrayList<>(endpoints.keySet());
            if (endpoints.containsKey("GET")) {
                methods.add(methods.indexOf("GET") + 1, "HEAD");
            }
            allow = String.join(", ", methods);
        }

        /** Literals first; if they lead nowhere, the parameter. A segment that cannot be decoded is no parameter. */
        @Nullable
        Node find(List<String> segments, int at, List<String> values) {
            if (at == segments.size()) {
                return endpoints.isEmpty() ? null : this;
            }
            String segment = Percent.decode(segments.get(at), false);
            if (segment == null || segment.isEmpty()) {
                return null;
            }
            Node literal = children.get(segment);
            Node found = literal == null ? null : literal.find(segments, at + 1, values);
            if (found != null || parameter == null) {
                return found;
            }
            values.add(segment);
            found = parameter.find(segments, at + 1, values);
            if (found == null) {
                values.removeLast();
            }
            return found;
        }

        Match match(String method, List<String> values) {
            Endpoint endpoint = endpoints.get(method.equals("HEAD") ? "GET" : method);
            if (endpoint == null) {
                return new Match(null, Map.of(), allow);
            }
            return new Match(endpoint, named(endpoint.pathParameters(), values), allow);
        }

        private static Map<String, String> named(List<String> names, List<String> values) {
            if (names.isEmpty()) {
                return Map.of();
            }
            if (names.size() == 1) {
                return Map.of(names.getFirst(), values.getFirst());
            }
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), values.get(i));
            }
            return named;
        }
    }
}
