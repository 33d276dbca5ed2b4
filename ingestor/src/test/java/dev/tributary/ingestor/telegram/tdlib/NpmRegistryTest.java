package dev.tributary.ingestor.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NpmRegistryTest {

    @Test
    void is_the_public_one_unless_npm_is_told_otherwise() {
        assertThat(NpmRegistry.of(Map.of(), List.of("; a comment", "fund=false")))
                .isEqualTo(URI.create("https://registry.npmjs.org/"));
    }

    @Test
    void is_the_one_of_the_users_npmrc() {
        assertThat(NpmRegistry.of(Map.of(), List.of("registry = \"https://mirror.example/npm\"")))
                .isEqualTo(URI.create("https://mirror.example/npm/"));
    }

    @Test
    void a_variable_wins_over_the_file_and_a_registry_of_the_scope_over_both() {
        List<String> npmrc = List.of("registry=https://file.example/");
        Map<String, String> variable = Map.of("NPM_CONFIG_REGISTRY", "https://variable.example/");

        assertThat(NpmRegistry.of(variable, npmrc))
                .isEqualTo(URI.create("https://variable.example/"));
        assertThat(
                        NpmRegistry.of(
                                variable,
                                List.of("@prebuilt-tdlib:registry=https://scope.example/")))
                .isEqualTo(URI.create("https://scope.example/"));
    }
}
