package waybill.payment.service.gateway.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What Stripe would keep: intents and refunds, and the rules about them that we rely on. */
final class StripeBooks {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant CAPTURE_BEFORE = NOW.plus(Duration.ofDays(7));
    private static final String INTENTS = "/v1/payment_intents";

    /** An answer; what fails validation is not kept under its key. */
    record Said(int status, ObjectNode body) {
        boolean isKept() {
            return status < 400 || status == 402 || status >= 500;
        }
    }

    /** Whether the account has multicapture. */
    boolean multicapture = true;

    /** Whether nothing can be cancelled, for a reason of Stripe's own. */
    boolean failCancels;

    Instant now = NOW;
    private final List<ObjectNode> intents = new ArrayList<>();
    private final List<ObjectNode> refunds = new ArrayList<>();
    private int made;

    List<ObjectNode> intents() {
        return intents;
    }

    List<ObjectNode> refunds() {
        return refunds;
    }

    ObjectNode intent(int number) {
        return intents.get(number);
    }

    Said execute(StripeStub.Seen call) {
        String[] path = call.path().split("/", -1);
        if (call.path().equals(INTENTS)) {
            return call.method().equals("POST") ? create(call.form()) : page(intents, call.form(), _ -> true);
        }
        if (call.path().equals("/v1/refunds")) {
            return call.method().equals("POST")
                    ? refund(call.form())
                    : page(
                            refunds,
                            call.form(),
                            refund -> refund.path("payment_intent")
                                    .asText()
                                    .equals(call.form().get("payment_intent")));
        }
        ObjectNode intent = intents.stream()
                .filter(each -> each.path("id").asText().equals(path[3]))
                .findFirst()
                .orElse(null);
        if (intent == null) {
            return error(404, "invalid_request_error", "resource_missing", "intent");
        }
        return switch (path.length == 4 ? "" : path[4]) {
            case "capture" -> capture(intent, call.form());
            case "cancel" -> cancel(intent);
            default -> new Said(200, intent);
        };
    }

    private Said create(Map<String, String> form) {
        String token = form.getOrDefault("payment_method", "");
        if (!token.startsWith("pm_")) {
            return error(400, "invalid_request_error", "resource_missing", "payment_method");
        }
        ObjectNode intent = object("payment_intent", "pi_" + ++made, form);
        intent.put("amount", Long.parseLong(form.getOrDefault("amount", "0")));
        intent.put("amount_received", 0).put("amount_capturable", 0);
        intent.put("currency", form.get("currency")).put("capture_method", form.get("capture_method"));
        intents.add(intent);
        if (token.startsWith("pm_declined_")) {
            return declined(intent, token.substring("pm_declined_".length()));
        }
        if (token.equals("pm_card_authenticationRequired")) {
            intent.put("status", "requires_action");
            return new Said(200, intent);
        }
        intent.put("status", "requires_capture")
                .put("amount_capturable", intent.path("amount").asLong());
        intent.set("latest_charge", charge("ch_" + made));
        return new Said(200, intent);
    }

    private static ObjectNode charge(String id) {
        ObjectNode charge = node().put("id", id).put("object", "charge");
        charge.putObject("payment_method_details")
                .put("type", "card")
                .putObject("card")
                .put("capture_before", CAPTURE_BEFORE.getEpochSecond());
        return charge;
    }

    private static Said declined(ObjectNode intent, String code) {
        Said said = error(402, "card_error", "card_declined", null);
        ObjectNode error = (ObjectNode) said.body().path("error");
        error.put("decline_code", code);
        intent.put("status", "requires_payment_method");
        intent.set("last_payment_error", error.deepCopy());
        error.set("payment_intent", intent);
        return said;
    }

    private Said capture(ObjectNode intent, Map<String, String> form) {
        if (!intent.path("status").asText().equals("requires_capture")) {
            return unexpected(intent);
        }
        long amount = Long.parseLong(form.getOrDefault("amount_to_capture", "0"));
        boolean last = form.getOrDefault("final_capture", "true").equals("true");
        if (!last && !multicapture) {
            return error(400, "invalid_request_error", null, "final_capture");
        }
        if (amount > intent.path("amount_capturable").asLong()) {
            return error(400, "invalid_request_error", "amount_too_large", "amount_to_capture");
        }
        tell(intent, form);
        long left = intent.path("amount_capturable").asLong() - amount;
        intent.put("amount_received", intent.path("amount_received").asLong() + amount);
        intent.put("amount_capturable", last ? 0 : left);
        intent.put("status", last || left == 0 ? "succeeded" : "requires_capture");
        return new Said(200, intent);
    }

    private Said cancel(ObjectNode intent) {
        if (failCancels) {
            return error(500, "api_error", null, null);
        }
        String status = intent.path("status").asText();
        if (status.equals("canceled") || status.equals("succeeded")) {
            return unexpected(intent);
        }
        return new Said(200, intent.put("status", "canceled").put("amount_capturable", 0));
    }

    private Said refund(Map<String, String> form) {
        ObjectNode intent = intents.stream()
                .filter(each -> each.path("id").asText().equals(form.get("payment_intent")))
                .findFirst()
                .orElse(null);
        if (intent == null) {
            return error(404, "invalid_request_error", "resource_missing", "payment_intent");
        }
        long given = refunds.stream()
                .filter(each -> each.path("payment_intent").equals(intent.path("id")))
                .mapToLong(each -> each.path("amount").asLong())
                .sum();
        long amount = Long.parseLong(form.getOrDefault("amount", "0"));
        if (given + amount > intent.path("amount_received").asLong()) {
            return error(400, "invalid_request_error", null, "amount");
        }
        ObjectNode refund = object("refund", "re_" + ++made, form);
        refund.put("amount", amount).put("status", "succeeded");
        refund.set("payment_intent", intent.path("id"));
        refunds.add(refund);
        return new Said(200, refund);
    }

    /** The newest first, from after one of them, within the times asked for. */
    private static Said page(List<ObjectNode> entries, Map<String, String> form, Predicate<ObjectNode> wanted) {
        long from = Long.parseLong(form.getOrDefault("created[gte]", "0"));
        long to = Long.parseLong(form.getOrDefault("created[lte]", String.valueOf(Long.MAX_VALUE)));
        int limit = Integer.parseInt(form.getOrDefault("limit", "10"));
        List<ObjectNode> found = entries.reversed().stream()
                .filter(wanted)
                .filter(entry -> entry.path("created").asLong() >= from
                        && entry.path("created").asLong() <= to)
                .dropWhile(entry -> isBefore(entry, form.get("starting_after")))
                .skip(form.containsKey("starting_after") ? 1 : 0)
                .toList();
        ObjectNode page = node().put("object", "list").put("has_more", found.size() > limit);
        ArrayNode data = page.putArray("data");
        found.stream().limit(limit).forEach(data::add);
        return new Said(200, page);
    }

    private static boolean isBefore(ObjectNode entry, @Nullable String after) {
        return after != null && !entry.path("id").asText().equals(after);
    }

    private ObjectNode object(String kind, String id, Map<String, String> form) {
        ObjectNode made = node().put("id", id).put("object", kind).put("created", now.getEpochSecond());
        made.putObject("metadata");
        tell(made, form);
        return made;
    }

    private static void tell(ObjectNode object, Map<String, String> form) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
    }

    private static Said unexpected(ObjectNode intent) {
        Said said = error(400, "invalid_request_error", "payment_intent_unexpected_state", null);
        ((ObjectNode) said.body().path("error")).set("payment_intent", intent);
        return said;
    }

    /** An error as Stripe writes it. */
    static Said error(int status, String type, @Nullable String code, @Nullable String param) {
        ObjectNode body = node();
        ObjectNode error = body.putObject("error").put("type", type).put("message", "No such thing as sk_test_x");
        if (code != null) {
            error.put("code", code);
        }
        if (param != null) {
            error.put("param", param);
        }
        return new Said(status, body);
    }

    static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
