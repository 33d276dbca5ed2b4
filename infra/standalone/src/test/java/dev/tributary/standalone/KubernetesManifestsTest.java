package dev.tributary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.SettingsLoader;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// The manifests against the API's own schema, as the official client has it: unknown fields,
/// missing ones and wrong types are refused.
class KubernetesManifestsTest {

    private static final Path DIRECTORY = Path.of("../kubernetes");

    @TempDir Path directory;

    @Test
    void every_manifest_is_one_that_the_api_takes() throws IOException {
        // Given
        List<JsonObject> objects = objects();

        // When
        for (JsonObject object : objects) {
            check(object);
        }

        // Then
        assertThat(objects.stream().map(KubernetesManifestsTest::kind))
                .contains("Deployment", "ConfigMap", "Secret", "PodDisruptionBudget", "Service");
    }

    @Test
    void a_field_that_the_api_does_not_have_is_found() throws IOException {
        // Given
        JsonObject deployment = only("Deployment");
        at(deployment, "spec", "template", "spec").addProperty("gracePeriod", 30);

        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(deployment))

                // Then
                .withMessageContaining("gracePeriod");
    }

    @Test
    void every_container_can_only_do_what_it_must() throws IOException {
        // When
        List<JsonObject> pods =
                objects().stream()
                        .filter(object -> kind(object).equals("Deployment"))
                        .map(object -> at(object, "spec", "template", "spec"))
                        .toList();

        // Then
        for (JsonObject pod : pods) {
            assertThat(at(pod, "securityContext").get("runAsNonRoot").getAsBoolean()).isTrue();
            assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
            for (JsonElement each : pod.getAsJsonArray("containers")) {
                JsonObject container = each.getAsJsonObject();
                assertThat(container.keySet())
                        .contains("startupProbe", "readinessProbe", "livenessProbe", "resources");
                JsonObject security = at(container, "securityContext");
                assertThat(security.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
                assertThat(security.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
                assertThat(at(container, "resources", "limits").has("memory")).isTrue();
            }
        }
        assertThat(pods).hasSize(3);
    }

    @Test
    void the_configuration_map_is_a_configuration_and_the_secret_has_its_files()
            throws IOException {
        // Given
        JsonObject map = only("ConfigMap");
        JsonObject secret = only("Secret");
        String text = at(map, "data").get("tributary.toml").getAsString();
        for (String file : at(secret, "stringData").keySet()) {
            Files.writeString(
                    directory.resolve(file), at(secret, "stringData").get(file).getAsString());
        }

        // When
        Settings settings =
                SettingsLoader.load(
                        Files.writeString(
                                directory.resolve("tributary.toml"),
                                text.replace("/run/secrets", directory.toString())),
                        Map.of());

        // Then
        assertThat(settings.kafka().replicationFactor()).isEqualTo(3);
        assertThat(settings.kafka().properties())
                .containsKeys("sasl.jaas.config", "ssl.truststore.location");
        assertThat(settings.postgres().password()).isNotNull();
    }

    private static void check(JsonObject object) throws IOException {
        switch (kind(object)) {
            case "ConfigMap" -> V1ConfigMap.validateJsonElement(object);
            case "Deployment" -> V1Deployment.validateJsonElement(object);
            case "Namespace" -> V1Namespace.validateJsonElement(object);
            case "PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(object);
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(object);
            case "Secret" -> V1Secret.validateJsonElement(object);
            case "Service" -> V1Service.validateJsonElement(object);
            default -> throw new AssertionError("nobody checks a " + kind(object));
        }
    }

    private static JsonObject only(String wanted) throws IOException {
        return objects().stream()
                .filter(object -> kind(object).equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    /// kustomize's own file is no object of the API.
    private static List<JsonObject> objects() throws IOException {
        List<JsonObject> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                for (Object document : new Yaml().loadAll(Files.readString(file))) {
                    JsonObject object = new Gson().toJsonTree(document).getAsJsonObject();
                    if (!kind(object).equals("Kustomization")) {
                        objects.add(object);
                    }
                }
            }
        }
        return objects;
    }

    private static String kind(JsonObject object) {
        return object.get("kind").getAsString();
    }

    private static JsonObject at(JsonObject object, String... path) {
        JsonObject at = object;
        for (String step : path) {
            at = at.getAsJsonObject(step);
        }
        return at;
    }
}
