package dev.tributary.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueriesTest {

    private static final List<String> TEXTS = texts();

    private static List<String> texts() {
        List<String> texts = new ArrayList<>();
        List<String> things = List.of("driver", "kernel", "sound card", "network", "keyboard");
        for (int i = 0; i < 50; i++) {
            String thing = things.get(i % things.size());
            texts.add("anna: how do I install the " + thing + " number" + i / 2 + "?");
            texts.add("boris: the " + thing + " works since version" + i / 2);
        }
        return texts;
    }

    @Test
    void asksNothingTwice() {
        Queries queries = new Queries(TEXTS);

        List<String> asked = new ArrayList<>(queries.next(200));
        asked.addAll(queries.next(200));

        assertThat(asked).hasSize(400).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    @Test
    void asksTheSameEachTime() {
        assertThat(new Queries(TEXTS).next(100)).isEqualTo(new Queries(TEXTS).next(100));
    }

    @Test
    void asksInTheWaysThatPeopleDo() {
        List<String> asked = new Queries(TEXTS).next(100);

        assertThat(asked)
                .anyMatch(query -> query.matches("\\p{Alnum}+"))
                .anyMatch(query -> query.startsWith("\""))
                .anyMatch(query -> query.endsWith("?") && !query.contains(":"))
                .anyMatch(query -> query.matches("[а-я]+ [а-я]+"));
    }

    @Test
    void saysThatTooLittleIsThere() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Queries(List.of("one message")))
                .withMessageContaining("import more");
    }
}
