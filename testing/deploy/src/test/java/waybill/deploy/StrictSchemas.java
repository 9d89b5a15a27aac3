package waybill.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonParseException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;

/**
 * Whether an object is one: no field that its kind does not have, none missing, and each of its type. Kubernetes' own
 * kinds are read by its client's models, others by schemas of what we use of them.
 */
final class StrictSchemas {
    private static final Map<String, Class<?>> KUBERNETES = Map.of(
            "v1/ConfigMap", V1ConfigMap.class,
            "v1/Service", V1Service.class,
            "v1/ServiceAccount", V1ServiceAccount.class,
            "apps/v1/Deployment", V1Deployment.class,
            "batch/v1/Job", V1Job.class,
            "autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1/Ingress", V1Ingress.class,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class);

    private static final JsonNode FOREIGN =
            Chart.documents(resource("foreign-kinds.yaml")).getFirst().path("$defs");

    private StrictSchemas() {}

    private static String resource(String name) {
        return Repository.text("testing/deploy/src/test/resources/waybill/deploy/" + name);
    }

    /** What is wrong with it; nothing if it is as it must be. */
    static List<String> mistakes(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        Class<?> model = KUBERNETES.get(kind);
        return model == null ? foreign(object) : ofKubernetes(object, model);
    }

    private static List<String> ofKubernetes(JsonNode object, Class<?> model) {
        try {
            JSON.getGson().fromJson(object.toString(), model);
            return List.of();
        } catch (JsonParseException | IllegalArgumentException mistake) {
            return List.of(Manifests.name(object) + ": " + mistake.getMessage());
        }
    }

    private static List<String> foreign(JsonNode object) {
        String kind = object.path("kind").asText();
        if (!FOREIGN.has(kind)) {
            return List.of("nobody knows the kind " + kind);
        }
        ObjectNode schema = FOREIGN.get(kind).deepCopy();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("kind").put("const", kind);
        properties.putObject("metadata").put("$ref", "#/$defs/metadata");
        schema.put("type", "object").put("additionalProperties", false);
        schema.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        schema.set("$defs", FOREIGN);
        return compiled(schema).validate(object.toString(), com.networknt.schema.InputFormat.JSON).stream()
                .map(Error::toString)
                .map(mistake -> Manifests.name(object) + ": " + mistake)
                .toList();
    }

    private static Schema compiled(JsonNode schema) {
        return SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(schema.toString(), com.networknt.schema.InputFormat.JSON);
    }
}
