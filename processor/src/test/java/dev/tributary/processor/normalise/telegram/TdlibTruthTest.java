package dev.tributary.processor.normalise.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.ChatEvent.MessageVersion;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.processor.normalise.Told;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What TDLib 1.8.65 itself wrote, connected to a server of tests: `telegram/tdlib-1.8.65.jsonl`.
class TdlibTruthTest {

    @Test
    void every_object_that_tdlib_wrote_is_of_a_known_kind() {
        assertThat(lines()).hasSize(71).allSatisfy(line -> assertThat(told(line)).isNotNull());
    }

    @Test
    void its_messages_are_versions() {
        String versions =
                lines().stream()
                        .flatMap(line -> told(line).stream())
                        .filter(MessageVersion.class::isInstance)
                        .map(event -> summary((MessageVersion) event))
                        .collect(Collectors.joining("\n"));

        assertThat(versions)
                .isEqualTo(
                        """
                        4|1003|MESSAGE|Встреча 🏔 в 9:00, see this|re -|in -|of null|
                        5|1003|MESSAGE|An answer|re 4|in 4|of null|
                        6|1003|MESSAGE|About that post|re 1002/15|in -|of null|
                        7|1003|MESSAGE|Forwarded words|re -|in -|of Alice|
                        8|1003|MESSAGE|Hidden words|re -|in -|of Ghost|
                        9|1003|MESSAGE|Imported words|re -|in -|of Old Friend|
                        10|1003|MESSAGE edited|Corrected|re -|in -|of null|
                        11|1003|MESSAGE|Touched by a reaction|re -|in -|of null|
                        12|1003|MESSAGE|The ridge|re -|in -|of null|photo AQADTQAHfg null null 81000
                        13|1003|MESSAGE||re -|in -|of null|file AgADTgAH plan.pdf application/pdf 1200
                        14|1003|MESSAGE|Way down|re -|in -|of null|video AgADTwAH down.mp4 video/mp4 5000000
                        15|1003|MESSAGE||re -|in -|of null|voice AgADUAAH null audio/ogg 9100
                        16|1003|MESSAGE||re -|in -|of null|video AgADUQAH null video/mp4 91000
                        17|1003|MESSAGE||re -|in -|of null|audio AgADUgAH Choir - Hymn audio/mpeg 3100000
                        18|1003|MESSAGE||re -|in -|of null|sticker AgADUwAH 😀 image/webp 21000
                        19|1003|MESSAGE||re -|in -|of null|video AgADVAAH wow.mp4 video/mp4 22000
                        20|1003|MESSAGE||re -|in -|of null|location null 43.35,42.439998 null null
                        21|1003|MESSAGE|Hut, Ridge 1|re -|in -|of null|location null Hut, Ridge 1 43.35,42.439998 null null
                        22|1003|MESSAGE|Vera Orlova +79000000000|re -|in -|of null|contact null Vera Orlova null null
                        23|1003|MESSAGE|Where to?/- Hills/- Sea|re -|in -|of null|poll null Where to? null null
                        24|1003|MESSAGE|To pack/- Rope/- Tea|re -|in -|of null|
                        25|1003|MESSAGE||re -|in -|of null|
                        26|1003|MESSAGE|👍|re -|in -|of null|
                        27|-1000000005001|MESSAGE|Anonymous|re -|in -|of null|
                        28|1003|MESSAGE|Is pinned|re -|in -|of null|
                        29|1003|SERVICE|invite_members: Alice|re -|in -|of null|
                        30|1003|SERVICE|join_group_by_link|re -|in -|of null|
                        31|1003|SERVICE|pin_message|re -|in -|of null|
                        32|1003|SERVICE|edit_group_title: Peaks|re -|in -|of null|
                        33|1003|SERVICE|edit_group_photo|re -|in -|of null|photo AQADYwAHfg null null 81000
                        34|1003|SERVICE|remove_members: Alice|re -|in -|of null|
                        35|1003|SERVICE|set_messages_ttl: 86400|re -|in -|of null|
                        36|1003|SERVICE|migrate_from_group: Old hikers|re -|in -|of null|
                        37|1003|SERVICE|topic_created: Food|re -|in -|of null|
                        38|1003|MESSAGE|In a topic|re -|in 37|of null|
                        39|1003|MESSAGE|In a thread|re 5|in 4|of null|\
                        """);
    }

    private static String summary(MessageVersion version) {
        return String.join(
                "|",
                version.message().value(),
                Objects.requireNonNull(version.sender()).id().value(),
                version.kind() + (version.editedAt() == null ? "" : " edited"),
                version.text().replace("\n", "/"),
                "re " + target(version.replyTo()),
                "in " + target(version.thread()),
                "of " + version.forwardedFrom(),
                version.attachments().stream()
                        .map(file ->
                                String.join(
                                        " ",
                                        file.kind(),
                                        file.fileId(),
                                        file.name(),
                                        file.mimeType(),
                                        "" + file.size()))
                        .collect(Collectors.joining(",")));
    }

    private static String target(@Nullable MessageTarget target) {
        if (target == null) {
            return "-";
        }
        String chat = target.chat() == null ? "" : target.chat().value() + "/";
        return chat + target.message().value();
    }

    private static List<ChatEvent> told(String line) {
        return Told.of("telegram:1001", type(line), line)
                .with(RawHeader.CHAT_ID, "-1000000005001")
                .with(RawHeader.NAMES, "{\"1002\":\"Alice\",\"1003\":\"Bob\"}")
                .events();
    }

    private static ContentType type(String line) {
        return line.startsWith("{\"@type\":\"update")
                ? ContentType.TDLIB_UPDATE
                : ContentType.TDLIB_OBJECT;
    }

    private static List<String> lines() {
        String name = "telegram/tdlib-1.8.65.jsonl";
        try (InputStream in =
                Objects.requireNonNull(
                        TdlibTruthTest.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
