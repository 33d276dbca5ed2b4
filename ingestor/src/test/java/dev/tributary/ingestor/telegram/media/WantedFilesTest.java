package dev.tributary.ingestor.telegram.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings.Media;
import dev.tributary.contract.config.TelegramSettings.MediaType;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WantedFilesTest {

    private static final String MESSAGE =
            """
            {"chat_id":5,"id":%d,"content":{"@type":"messageDocument","document":{"document":
             {"id":7,"size":3,"remote":{"unique_id":"%s"}}}}}\
            """;

    private final WantedFiles files =
            new WantedFiles(
                    new MediaRule(new Media(Set.of(MediaType.DOCUMENT), 2, List.of("friends"))));

    @Test
    void those_of_live_messages_come_first_and_each_once() {
        files.saw(message(1, "old"), "friends", Origin.BACKFILL);
        files.saw(message(2, "new"), "friends", Origin.LIVE);
        files.saw(message(3, "old"), "friends", Origin.LIVE);

        assertThat(next()).isEqualTo(new WantedFile(5, 2, "new", 3, Origin.LIVE));
        assertThat(next()).isEqualTo(new WantedFile(5, 1, "old", 3, Origin.BACKFILL));
        assertThat(files.poll()).isNull();
    }

    @Test
    void a_chat_that_is_not_wanted_has_none() {
        files.saw(message(1, "a"), "work", Origin.LIVE);

        assertThat(files.poll()).isNull();
    }

    @Test
    void what_the_log_has_no_content_of_is_wanted_again_whatever_came_first() {
        remember("tributaryStoredFile", "{\"unique_id\":\"b\"}");
        remember("message", MESSAGE.formatted(1, "a"));
        remember("updateNewMessage", "{\"message\":" + MESSAGE.formatted(2, "b") + "}");
        remember("message", MESSAGE.formatted(3, "c"));
        remember("tributaryStoredFile", "{\"unique_id\":\"a\"}");
        remember("message", "no json");
        files.remembered();

        assertThat(next().uniqueId()).isEqualTo("c");
        assertThat(files.poll()).isNull();
        files.saw(message(4, "a"), "friends", Origin.LIVE);
        assertThat(files.poll()).isNull();
    }

    @Test
    void what_has_no_place_is_counted_and_the_others_stay() {
        for (int i = 0; i < WantedFiles.MOST + 3; i++) {
            files.saw(message(i, "u" + i), "friends", Origin.BACKFILL);
        }

        assertThat(files.waiting()).isEqualTo(WantedFiles.MOST);
        assertThat(files.left()).isEqualTo(3);
        assertThat(next().uniqueId()).isEqualTo("u0");
    }

    @Test
    void of_the_files_that_were_fetched_the_latest_met_are_remembered() {
        for (int i = 0; i < WantedFiles.MOST_PAST; i++) {
            files.saw(message(i, "u" + i), "friends", Origin.LIVE);
            next();
        }
        files.saw(message(7, "u0"), "friends", Origin.LIVE);
        files.saw(message(8, "one more"), "friends", Origin.LIVE);
        next();

        files.saw(message(9, "u0"), "friends", Origin.LIVE);
        files.saw(message(10, "u1"), "friends", Origin.LIVE);

        assertThat(next().uniqueId()).isEqualTo("u1");
        assertThat(files.poll()).isNull();
    }

    private WantedFile next() {
        return Objects.requireNonNull(files.poll());
    }

    private void remember(String type, String json) {
        files.remember(
                new RawEvent(
                        AccountId.parse("telegram:1"),
                        Map.of(
                                RawHeader.EVENT_ID,
                                "id",
                                RawHeader.EVENT_TYPE,
                                type,
                                RawHeader.CONTENT_TYPE,
                                ContentType.TDLIB_MESSAGE.value(),
                                RawHeader.ORIGIN,
                                Origin.BACKFILL.wireName(),
                                RawHeader.RECEIVED_AT,
                                "2026-11-20T12:00:00Z"),
                        json.getBytes(UTF_8)));
    }

    private static JsonNode message(long id, String file) {
        return JsonMapper.shared().readTree(MESSAGE.formatted(id, file));
    }
}
