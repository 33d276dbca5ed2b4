package dev.tributary.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void asks_the_environment_that_it_was_given() {
        Installation installation = new Installation(Map.of("TRIBUTARY_HOME", "/somewhere"));

        assertThat(installation.data().root()).isEqualTo(Path.of("/somewhere"));
    }
}
