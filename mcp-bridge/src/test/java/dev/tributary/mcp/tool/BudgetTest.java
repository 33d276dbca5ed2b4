package dev.tributary.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BudgetTest {

    private static final Freshness FRESH =
            new Freshness("2026-01-01T00:00:00Z", List.of(), 1.0, List.of());

    @RepeatedTest(200)
    void never_is_longer_than_it_may_be_in_either_form(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int room = 1_000 + random.nextInt(30_000);
        List<Item> items = items(random, random.nextInt(60));

        Composition.Composed composed = compose(items, room, 0, random);

        assertThat(composed.text().length()).isLessThanOrEqualTo(room);
        assertThat(composed.structured().length()).isLessThanOrEqualTo(room);
        assertThat(composed.answer().pieces().stream().map(Budget.Piece::item))
                .as("the best come first")
                .containsExactlyElementsOf(items.subList(0, composed.answer().pieces().size()));
    }

    @RepeatedTest(50)
    void shows_everything_once_over_all_its_pages(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Item> items = items(random, 40);
        List<Item> seen = new ArrayList<>();
        int skip = 0;
        String next = "";
        while (next != null) {
            Composition.Composed composed = compose(items, 6_000, skip, random);
            composed.answer().pieces().forEach(piece -> seen.add(piece.item()));
            next = composed.answer().next();
            skip = next == null ? 0 : PageCursor.parse(next, 10).skip();
        }

        assertThat(seen).containsExactlyElementsOf(items);
    }

    @Test
    void leaves_texts_alone_that_fit() {
        List<Item> items = items(new Random(1), 3);

        assertThat(Budget.fit(items, 1_000_000))
                .allSatisfy(piece -> assertThat(piece.cut().leftOut()).isZero());
    }

    @Test
    void says_how_much_of_a_text_is_missing() {
        Cut cut = Cut.of("word ".repeat(1_000) + "needle" + " word".repeat(1_000), 5_000, 300);

        assertThat(cut.text()).contains("needle").startsWith("…").endsWith("…");
        assertThat(cut.leftOut()).isEqualTo(10_006 - (cut.text().length() - 2));
    }

    @Test
    void cuts_no_character_in_two() {
        Cut cut = Cut.of("😀".repeat(1_000), 0, 401);

        assertThat(
                        cut.text()
                                .codePoints()
                                .noneMatch(c -> Character.getType(c) == Character.SURROGATE))
                .isTrue();
    }

    private static Composition.Composed compose(
            List<Item> items, int room, int skip, Random random) {
        Inquiry inquiry =
                new Inquiry(
                        new dev.tributary.contract.question.Question.Status(),
                        new PageCursor(skip, 60, null),
                        60,
                        room,
                        0);
        Found found =
                new Found(
                        "hits",
                        items,
                        JsonMapper.shared().createObjectNode(),
                        List.of(),
                        Found.Beyond.PAGE);
        return new Composition(ToolKind.SEARCH_TEXT.tool(), inquiry, random)
                .compose(found, JsonMapper.shared().createObjectNode(), FRESH);
    }

    private static List<Item> items(Random random, int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode fields = JsonMapper.shared().createObjectNode();
            fields.put("ref", "jsonl:a/chat/" + i);
            String text =
                    "слово \"\\\n😀".repeat(random.nextInt(random.nextInt(10) == 0 ? 900 : 20));
            items.add(new Item(fields, "[" + i + "] jsonl:a/chat/" + i, "A in B:", text, 0));
        }
        return items;
    }
}
