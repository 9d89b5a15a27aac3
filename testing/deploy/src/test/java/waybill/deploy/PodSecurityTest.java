package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every pod is let into a namespace that enforces the restricted standard, and is poorer still: nothing to write on.
 */
class PodSecurityTest {
    private static List<String> breaches(JsonNode pod) {
        List<String> found = new ArrayList<>();
        JsonNode spec = pod.path("spec");
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            expect(!spec.path(host).asBoolean(), host, found);
        }
        expect(!spec.path("automountServiceAccountToken").asBoolean(true), "a token of the API", found);
        expect(!spec.path("enableServiceLinks").asBoolean(true), "service links", found);
        expect(spec.at("/securityContext/runAsNonRoot").asBoolean(), "the pod may be root", found);
        expect(spec.at("/securityContext/runAsUser").asInt() > 0, "a user without a number", found);
        expect(profile(spec).equals("RuntimeDefault"), "no seccomp for the pod", found);
        List<JsonNode> containers = new ArrayList<>(Manifests.items(spec.path("containers")));
        containers.addAll(Manifests.items(spec.path("initContainers")));
        containers.forEach(container -> breachesOf(container, found));
        for (JsonNode volume : Manifests.items(spec.path("volumes"))) {
            expect(
                    volume.has("emptyDir") || volume.has("secret") || volume.has("configMap"),
                    "the volume " + volume,
                    found);
        }
        return found;
    }

    private static void breachesOf(JsonNode container, List<String> found) {
        JsonNode security = container.path("securityContext");
        expect(security.path("runAsNonRoot").asBoolean(), "the container may be root", found);
        expect(security.path("readOnlyRootFilesystem").asBoolean(), "a root that can be written", found);
        expect(!security.path("allowPrivilegeEscalation").asBoolean(true), "privileges can be gained", found);
        expect(!security.path("privileged").asBoolean(), "privileged", found);
        expect(security.path("capabilities").toString().equals("{\"drop\":[\"ALL\"]}"), "capabilities", found);
        expect(profile(container).equals("RuntimeDefault"), "no seccomp for the container", found);
        for (JsonNode port : Manifests.items(container.path("ports"))) {
            expect(!port.has("hostPort"), "a port of the host", found);
        }
        boolean scratch = Manifests.items(container.path("volumeMounts")).stream()
                .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp"));
        expect(scratch, "nowhere to write", found);
    }

    private static String profile(JsonNode where) {
        return where.at("/securityContext/seccompProfile/type").asText();
    }

    private static void expect(boolean good, String otherwise, List<String> found) {
        if (!good) {
            found.add(otherwise);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_pod_has_no_more_rights_than_it_needs(ValueSet set) {
        List<JsonNode> pods = Chart.of(set).pods();
        assertThat(pods).hasSizeGreaterThanOrEqualTo(3);
        assertThat(pods).flatMap(PodSecurityTest::breaches).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_secret_is_mounted_so_that_nobody_else_can_read_or_write_it(ValueSet set) {
        for (JsonNode pod : Chart.of(set).pods()) {
            List<JsonNode> volumes = Manifests.items(pod.at("/spec/volumes"));
            assertThat(volumes)
                    .filteredOn(volume -> volume.has("secret"))
                    .allMatch(volume -> volume.at("/secret/defaultMode").asInt() == 0440);
            for (JsonNode mount : Manifests.items(Manifests.container(pod).path("volumeMounts"))) {
                assertThat(mount.path("readOnly").asBoolean())
                        .as("%s", mount)
                        .isNotEqualTo(mount.path("mountPath").asText().equals("/tmp"));
            }
        }
    }

    @Test
    void a_right_too_many_is_found() {
        JsonNode pod = Chart.of(ValueSet.USUAL).pods().getFirst().deepCopy();
        ObjectNode security = (ObjectNode) pod.at("/spec/containers/0/securityContext");
        security.putObject("capabilities").putArray("add").add("NET_ADMIN");
        security.remove("readOnlyRootFilesystem");
        ((ObjectNode) pod.path("spec")).put("hostNetwork", true);
        assertThat(breaches(pod)).containsExactly("hostNetwork", "a root that can be written", "capabilities");
    }
}
