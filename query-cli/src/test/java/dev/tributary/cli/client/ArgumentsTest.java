package dev.tributary.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @ParameterizedTest
    @CsvSource({
        "search text x --data /d,/d",
        "search text --data=/d x,/d",
        "search --data /a text --data /b,/b",
        "search text x --data,",
        "search text x --database /d,",
        "search text -- --data /d,",
        "search text x,",
    })
    void findTheDataDirectory(String line, String directory) {
        Path found = Arguments.path(List.of(line.split(" ", -1)), "--data");

        assertThat(found).isEqualTo(directory == null ? null : Path.of(directory));
    }

    @ParameterizedTest
    @CsvSource({
        "stats --output json,true",
        "stats --output=NDJSON,true",
        "stats --output table,false",
        "stats,false",
        "search text -- --output json,false",
    })
    void tellWhetherAScriptReadsTheAnswer(String line, boolean forScripts) {
        assertThat(Arguments.isForScripts(List.of(line.split(" ", -1)))).isEqualTo(forScripts);
    }

    @Test
    void mayBeNone() {
        assertThat(Arguments.isForScripts(List.of())).isFalse();
    }
}
