package dev.tributary.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HyperfineTest {

    @Test
    void readsAFigureARunInMilliseconds() {
        String report =
                """
                {
                  "results": [
                    {
                      "command": "'true'",
                      "mean": 0.0015,
                      "times": [0.001, 0.002],
                      "exit_codes": [0, 0]
                    }
                  ]
                }
                """;

        assertThat(Hyperfine.millis(report)).containsExactly(1.0, 2.0);
    }

    @Test
    void quotesWordsAsAShellReadsThem() {
        List<String> command = List.of("/a house/query-cli", "search", "don't");

        assertThat(Hyperfine.quoted(command))
                .isEqualTo("'/a house/query-cli' 'search' 'don'\\''t'");
    }
}
