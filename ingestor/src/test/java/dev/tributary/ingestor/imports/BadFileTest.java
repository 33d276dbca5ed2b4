package dev.tributary.ingestor.imports;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadFileTest {

    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    private static final String CHAT =
            """
            {
             "name": "Кухня",
             "type": "private_group",
             "id": 42,
             "messages": [
              {
               "id": 1,
               "type": "message",
               "text": "Где моя чашка?"
              },
              {
               "id": 2,
               "type": "message",
               "text": "Не знаю"
              }
             ]
            }
            """;

    private static final String LINE =
            "{\"chat\":\"c\",\"message_id\":1,\"sender\":\"a\",\"sent_at\":1,\"text\":\"Где?\"}\n";

    private static final String HOW_TO_EXPORT =
            "in Telegram Desktop choose Settings > Advanced > Export Telegram data, or Export chat"
                    + " history in a chat's menu, with the format \"Machine-readable JSON\"";

    @TempDir private Path directory;
    private final MemoryLog log = new MemoryLog();
    private final Shell shell = new Shell(log);

    static Stream<Arguments> exports() {
        return Stream.of(
                Arguments.of(
                        bytes(""),
                        "the file \"FILE\" is empty; export again, or check what wrote it"),
                Arguments.of(
                        bytes("  \n"),
                        "the file \"FILE\" is not JSON; HOW, and import its result.json"),
                Arguments.of(
                        CHAT.getBytes(UTF_16),
                        "the file \"FILE\" is UTF-16; convert it to UTF-8: iconv -f UTF-16 -t UTF-8"
                                + " \"bad.json\" > utf8.json"),
                Arguments.of(
                        CHAT.getBytes(UTF_16LE),
                        "the file \"FILE\" is UTF-16; convert it to UTF-8: iconv -f UTF-16 -t UTF-8"
                                + " \"bad.json\" > utf8.json"),
                Arguments.of(
                        CHAT.getBytes(WINDOWS_1251),
                        "the file \"FILE\" is not UTF-8: the byte 0xF3 at byte 13 belongs to no"
                                + " character; convert it, for example: iconv -f WINDOWS-1251 -t"
                                + " UTF-8 \"bad.json\" > utf8.json"),
                Arguments.of(
                        bytes("<!DOCTYPE html><html></html>"),
                        "the file \"FILE\" is the HTML export; the JSON export is needed: HOW"),
                Arguments.of(
                        bytes("Где моя чашка?"),
                        "the file \"FILE\" is not JSON; HOW, and import its result.json"),
                Arguments.of(
                        bytes("[1, 2]"),
                        "the file \"FILE\" is not JSON; HOW, and import its result.json"),
                Arguments.of(
                        bytes("{\"friends\": []}"),
                        "the file \"FILE\" is JSON but no Telegram export: it has neither"
                            + " \"messages\" nor \"chats\"; HOW; for files of one message a line"
                            + " there is: ingestor import jsonl"),
                Arguments.of(
                        bytes(LINE + LINE),
                        "the file \"FILE\" is JSON but no Telegram export: it has neither"
                            + " \"messages\" nor \"chats\"; HOW; for files of one message a line"
                            + " there is: ingestor import jsonl"),
                Arguments.of(
                        bytes("{\"personal_information\": {\"user_id\": 1}, \"contacts\": {}}"),
                        "the file \"FILE\" is an export without chats; export again with the chats"
                                + " ticked: HOW"),
                Arguments.of(
                        bytes("{\"about\": \"Here is the da"),
                        "the file \"FILE\" is cut off at byte 25: where the closing quotation mark"
                                + " of a text should stand, the file ends; nothing of it is"
                                + " imported; copy it or export it again and import that"),
                Arguments.of(
                        bytes("{\"about\" \"x\"}"),
                        "the file \"FILE\" breaks at byte 9: where a colon should stand, there is"
                                + " \"\"\"; nothing of it is imported; copy it or export it again"
                                + " and import that"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void a_file_that_is_no_readable_export_is_refused_in_one_sentence(
            byte[] content, String sentence) throws IOException {
        Path file = Files.write(directory.resolve("bad.json"), content);

        int exit = shell.run("telegram-export", "--account", "telegram:1", file);

        assertThat(shell.err()).isEqualTo(sentenceOf(sentence, file));
        assertThat(shell.out()).isEmpty();
        assertThat(exit).isEqualTo(1);
        assertThat(log.commits).isZero();
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(
                        bytes(""),
                        "the file \"FILE\" is empty; export again, or check what wrote it"),
                Arguments.of(
                        bytes("\r\n  \n"),
                        "the file \"FILE\" holds no line but empty ones; check what wrote it"),
                Arguments.of(
                        LINE.getBytes(UTF_16),
                        "the file \"FILE\" is UTF-16; convert it to UTF-8: iconv -f UTF-16 -t UTF-8"
                                + " \"bad.json\" > utf8.json"),
                Arguments.of(
                        LINE.getBytes(WINDOWS_1251),
                        "the file \"FILE\" is not UTF-8: the byte 0xE4 at byte 61 belongs to no"
                                + " character; convert it, for example: iconv -f WINDOWS-1251 -t"
                                + " UTF-8 \"bad.json\" > utf8.json"),
                Arguments.of(
                        bytes("words\n".repeat(20) + LINE),
                        "the file \"FILE\" is not in the jsonl format (none of its first lines is;"
                                + " line 1, column 1: the value is not JSON at byte 0); each line"
                                + " must be one JSON object; the format is described in"
                                + " docs/jsonl.md"),
                Arguments.of(
                        bytes("[" + LINE.strip() + "]"),
                        "the file \"FILE\" is not in the jsonl format (none of its first lines is;"
                                + " line 1, column 1: the value is an array, not an object); a JSON"
                                + " array becomes lines by: jq -c '.[]' \"bad.json\" > lines.jsonl;"
                                + " the format is described in docs/jsonl.md"),
                Arguments.of(
                        bytes(CHAT),
                        "the file \"FILE\" is not in the jsonl format (none of its first lines is;"
                                + " line 1, column 2: the value is not JSON at byte 1); for"
                                + " Telegram's result.json there is: ingestor import"
                                + " telegram-export; the format is described in docs/jsonl.md"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_file_that_is_no_jsonl_is_refused_in_one_sentence(byte[] content, String sentence)
            throws IOException {
        Path file = Files.write(directory.resolve("bad.json"), content);

        int exit = shell.run("jsonl", "--account", "home", file);

        assertThat(shell.err()).isEqualTo(sentenceOf(sentence, file));
        assertThat(shell.out()).isEmpty();
        assertThat(exit).isEqualTo(1);
        assertThat(log.commits).isZero();
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        Path file = directory.resolve("none.json");

        int exit = shell.run("jsonl", "--account", "home", file);

        assertThat(shell.err())
                .isEqualTo("the file \"" + file + "\" does not exist; check the path");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void a_directory_is_no_file_of_lines() {
        int exit = shell.run("jsonl", "--account", "home", directory);

        assertThat(shell.err())
                .isEqualTo(
                        "\""
                                + directory
                                + "\" is a directory; name the file in it that is to be imported");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void a_directory_without_an_export_is_refused() {
        shell.run("telegram-export", directory);

        assertThat(shell.err())
                .isEqualTo(
                        sentenceOf(
                                "the directory \"FILE\" holds no result.json; name the export's"
                                        + " directory or file; to make one: HOW",
                                directory));
    }

    @Test
    void the_directory_of_an_html_export_is_refused() throws IOException {
        Files.writeString(directory.resolve("messages.html"), "<html></html>");

        shell.run("telegram-export", directory);

        assertThat(shell.err())
                .isEqualTo(
                        sentenceOf(
                                "the directory \"FILE\" holds the HTML export; the JSON export is"
                                        + " needed: HOW",
                                directory));
    }

    @Test
    void the_export_of_one_chat_needs_an_account() throws IOException {
        Path file = Files.writeString(directory.resolve("result.json"), CHAT);

        int exit = shell.run("telegram-export", directory);

        assertThat(shell.err())
                .isEqualTo(
                        "the file \""
                                + file
                                + "\" does not say whose it is, as the export of one chat never"
                                + " does; add --account telegram:ID with the user id of the account"
                                + " that exported it");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void the_export_of_another_account_is_refused() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("result.json"),
                        "{\"personal_information\": {\"user_id\": 1}, \"chats\": {\"list\": []}}");

        int exit = shell.run("telegram-export", "--account", "telegram:2", file);

        assertThat(shell.err())
                .isEqualTo(
                        "the file \""
                                + file
                                + "\" is an export of the account \"telegram:1\", not of"
                                + " \"telegram:2\"; leave --account out");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void of_a_file_that_is_cut_off_everything_before_the_cut_is_imported() throws IOException {
        int cut = CHAT.getBytes(UTF_8).length - 30;
        Path file =
                Files.write(
                        directory.resolve("bad.json"), Arrays.copyOf(CHAT.getBytes(UTF_8), cut));

        int exit = shell.run("telegram-export", "--account", "telegram:1", file);

        assertThat(shell.out())
                .isEqualTo(
                        "imported 1 message of \"" + file + "\" into the account \"telegram:1\"");
        assertThat(shell.err())
                .isEqualTo(
                        "the file \""
                                + file
                                + "\" is cut off at byte 203: where the closing quotation mark of a"
                                + " text should stand, the file ends; what was before is imported"
                                + " and will not double; copy it or export it again and import"
                                + " that");
        assertThat(exit).isEqualTo(1);
        assertThat(log.events).hasSize(1);
    }

    @Test
    void a_file_that_is_cut_off_appends_nothing_the_second_time() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.json"), CHAT.substring(0, 160));
        shell.run("telegram-export", "--account", "telegram:1", file);

        int exit = shell.run("telegram-export", "--account", "telegram:1", file);

        assertThat(shell.out())
                .isEqualTo(
                        "imported 0 messages of \""
                                + file
                                + "\" into the account \"telegram:1\"; 1 was there before");
        assertThat(exit).isEqualTo(1);
        assertThat(log.events).hasSize(1);
    }

    @Test
    void of_a_packed_file_that_is_cut_off_everything_before_the_cut_is_imported()
            throws IOException {
        byte[] packed = gzip(CHAT);
        Path file =
                Files.write(
                        directory.resolve("bad.json"), Arrays.copyOf(packed, packed.length - 30));

        int exit = shell.run("telegram-export", "--account", "telegram:1", file);

        assertThat(log.events).hasSize(1);
        assertThat(shell.err()).contains("is cut off at byte ");
        assertThat(exit).isEqualTo(1);
    }

    @Test
    void bad_lines_are_told_by_number_and_the_good_ones_are_imported() throws IOException {
        String bad = "{\"chat\":\"c\"}\n".repeat(12);
        Path file = Files.writeString(directory.resolve("lines.jsonl"), LINE + bad + LINE);

        int exit = shell.run("jsonl", "--account", "home", file);

        assertThat(shell.out())
                .isEqualTo(
                        "imported 2 messages of \"" + file + "\" into the account \"jsonl:home\"");
        assertThat(shell.err())
                .startsWith(
                        """
                        12 messages are bad and lie in the dead letters (query-cli dead-letters list); mend them in a copy of the file and import that: nothing doubles
                          line 2, column 1: message_id is missing
                          line 3, column 1: message_id is missing
                        """)
                .endsWith("\n  line 11, column 1: message_id is missing\n  and 2 more");
        assertThat(exit).isEqualTo(1);
        assertThat(log.rejected).hasSize(12);
    }

    private static String sentenceOf(String pattern, Path file) {
        return pattern.replace("FILE", file.toString()).replace("HOW", HOW_TO_EXPORT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
