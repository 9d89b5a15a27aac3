package waybill.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the contract.
 *
 * @param method in lower case
 * @param template the path with its parameters in braces
 * @param node what the contract says about it
 * @param shared what the contract says about its path
 */
record ContractOperation(String method, String template, JsonNode node, JsonNode shared) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** Whether a path is one of this template. */
    Matcher match(String path) {
        StringBuilder regex = new StringBuilder();
        Matcher parameters = PARAMETER.matcher(template);
        int end = 0;
        while (parameters.find()) {
            regex.append(Pattern.quote(template.substring(end, parameters.start())));
            regex.append("(?<").append(groupOf(parameters.group(1))).append(">[^/]+)");
            end = parameters.end();
        }
        regex.append(Pattern.quote(template.substring(end)));
        return Pattern.compile(regex.toString()).matcher(path);
    }

    /** Templates with fewer parameters are more specific and win. */
    long parameters() {
        return PARAMETER.matcher(template).results().count();
    }

    /** Names of groups have letters and digits only. */
    static String groupOf(String parameter) {
        return parameter.replaceAll("[^A-Za-z0-9]", "");
    }
}
