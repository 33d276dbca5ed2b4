package dev.tributary.ingestor.imports.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.ImportPlan;
import dev.tributary.ingestor.imports.file.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelegramExportTest {

    private static final AccountId ACCOUNT = AccountId.parse("telegram:1");

    private static final String ACCOUNT_EXPORT =
            """
            {
             "about": "Here is the data you requested.",
             "personal_information": {
              "user_id": 5000000001,
              "first_name": "Анна"
             },
             "stories": [ {"messages": [1, 2], "text": "} ] \\" {"} ],
             "chats": {
              "about": "This page lists all chats.",
              "list": [
               {
                "name": "Кухня \\"на этаже\\"",
                "type": "private_supergroup",
                "id": 1234567890,
                "messages": [
                 {
                  "id": 1,
                  "type": "message",
                  "date_unixtime": "1700000000",
                  "text": "Где моя\\nчашка? \\u2028 }]"
                 },
                 {"id": 2, "type": "service", "action": "pin_message"},
                 {"id": 3, "type": "unsupported"}
                ]
               },
               {
                "name": null,
                "type": "personal_chat",
                "id": 777,
                "messages": []
               },
               {
                "type": "saved_messages",
                "id": 5000000001,
                "messages": [ {"id":10,"type":"message","text":[{"type":"bold"}]} ]
               }
              ]
             },
             "left_chats": {
              "about": "...",
              "list": [
               {"name": "Old", "type": "private_group", "id": 42, "messages": [{"id": -5, "type": "message"}]}
              ]
             }
            }
            """;

    @Test
    void every_message_of_an_account_comes_out_byte_for_byte_with_its_chat() throws IOException {
        List<Piece.Message> messages = split(ACCOUNT_EXPORT, null);

        assertThat(shown(messages))
                .isEqualTo(
                        """
                        private_supergroup 1234567890 Кухня "на этаже" message: {
                              "id": 1,
                              "type": "message",
                              "date_unixtime": "1700000000",
                              "text": "Где моя\\nчашка? \\u2028 }]"
                             }
                        private_supergroup 1234567890 Кухня "на этаже" service: {"id": 2, "type": "service", "action": "pin_message"}
                        private_supergroup 1234567890 Кухня "на этаже" unsupported: {"id": 3, "type": "unsupported"}
                        saved_messages 5000000001 null message: {"id":10,"type":"message","text":[{"type":"bold"}]}
                        private_group 42 Old message: {"id": -5, "type": "message"}
                        """);
    }

    @Test
    void a_message_stands_at_its_position_in_the_file() throws IOException {
        byte[] file = ACCOUNT_EXPORT.getBytes(UTF_8);

        List<Piece.Message> messages = split(ACCOUNT_EXPORT, null);

        for (Piece.Message message : messages) {
            int from = (int) message.position();
            int to = from + (int) message.source().length();
            assertThat(message.source().bytes()).isEqualTo(Arrays.copyOfRange(file, from, to));
        }
    }

    @Test
    void an_account_export_says_whose_it_is() throws IOException {
        assertThat(survey(ACCOUNT_EXPORT, null).account())
                .isEqualTo(AccountId.parse("telegram:5000000001"));
    }

    @Test
    void an_export_of_one_chat_is_the_chat_itself() throws IOException {
        String file =
                """
                {"name": "News", "type": "public_channel", "id": 9, "messages": [
                 {"id": 1, "type": "message"}, {"id": 2, "type": "message"}]}
                """;

        List<Piece.Message> messages = split(file, ACCOUNT);

        assertThat(shown(messages))
                .isEqualTo(
                        """
                        public_channel 9 News message: {"id": 1, "type": "message"}
                        public_channel 9 News message: {"id": 2, "type": "message"}
                        """);
    }

    @Test
    void the_order_of_keys_does_not_matter() throws IOException {
        String file =
                """
                {"left_chats": {"list": [
                   {"messages": [{"type": "message", "id": 1}], "id": 9, "name": "N", "type": "bot_chat"}]},
                 "personal_information": {"user_id": 3}}
                """;

        List<Piece.Message> messages = split(file, null);

        assertThat(shown(messages))
                .isEqualTo("bot_chat 9 N message: {\"type\": \"message\", \"id\": 1}\n");
    }

    @Test
    void what_is_no_proper_message_is_kept_as_it_is_and_costs_nothing_beside_it()
            throws IOException {
        String file =
                """
                {"name": "N", "type": "bot_chat", "id": 9, "messages": [
                 42,
                 "words",
                 null,
                 [],
                 {},
                 {"id": 1 "type": "message"},
                 {"id": 2, "type": "message", "text": tru},
                 {"id": 3, "type": "message", "text": "a "quoted" word"},
                 {
                  "id": 4,
                  "type": "message",
                  "text": "one quotation mark " too many"
                 },
                 {"id": 5, "type": 7},
                 {"id": 6, "type": "message"}
                ]}
                """;

        List<Piece.Message> messages = split(file, ACCOUNT);

        assertThat(shown(messages))
                .isEqualTo(
                        """
                        bot_chat 9 N unknown: 42
                        bot_chat 9 N unknown: "words"
                        bot_chat 9 N unknown: null
                        bot_chat 9 N unknown: []
                        bot_chat 9 N unknown: {}
                        bot_chat 9 N unknown: {"id": 1 "type": "message"}
                        bot_chat 9 N message: {"id": 2, "type": "message", "text": tru}
                        bot_chat 9 N message: {"id": 3, "type": "message", "text": "a "quoted" word"}
                        bot_chat 9 N message: {
                          "id": 4,
                          "type": "message",
                          "text": "one quotation mark " too many"
                         }
                        bot_chat 9 N unknown: {"id": 5, "type": 7}
                        bot_chat 9 N message: {"id": 6, "type": "message"}
                        """);
    }

    @Test
    void the_exporters_own_escape_of_control_characters_stops_nothing() throws IOException {
        String file =
                """
                {"name": "N\\x0B", "type": "bot_chat", "id": 9, "messages": [
                 {"text": "a\\x0Bb", "type": "message"}]}
                """;

        List<Piece.Message> messages = split(file, ACCOUNT);

        assertThat(shown(messages))
                .isEqualTo(
                        """
                        bot_chat 9 Nx0B message: {"text": "a\\x0Bb", "type": "message"}
                        """);
    }

    @Test
    void a_message_that_no_record_can_hold_is_rejected_with_its_place() throws IOException {
        String long5 = "{\"id\": 5, \"text\": \"" + "x".repeat(2 << 20) + "\"}";
        String file =
                "{\"name\": \"N\", \"type\": \"bot_chat\", \"id\": 9, \"messages\": ["
                        + long5
                        + ", {\"id\": 6, \"type\": \"message\"}]}";

        List<Piece> pieces = pieces(file, ACCOUNT);

        assertThat(pieces).hasSize(2);
        assertThat(pieces.getFirst())
                .isInstanceOfSatisfying(
                        Piece.Reject.class,
                        reject -> {
                            assertThat(reject.reason())
                                    .isEqualTo(
                                            "the message at byte 56 has 2,097,173 bytes, more than"
                                                    + " a record can hold; its first 64 KiB are"
                                                    + " kept");
                            assertThat(reject.source().length()).isEqualTo(long5.length());
                        });
        assertThat(shown(List.of((Piece.Message) pieces.getLast())))
                .isEqualTo("bot_chat 9 N message: {\"id\": 6, \"type\": \"message\"}\n");
    }

    @Test
    void each_message_says_in_which_zone_its_local_times_are() throws IOException {
        List<Piece.Message> messages = split(ACCOUNT_EXPORT, null);

        assertThat(messages)
                .extracting(message -> message.headers().get(RawHeader.IMPORT_ZONE))
                .containsOnly("Asia/Tbilisi");
    }

    private static String shown(List<Piece.Message> messages) {
        StringBuilder shown = new StringBuilder();
        for (Piece.Message message : messages) {
            Map<RawHeader, String> headers = message.headers();
            shown.append(headers.get(RawHeader.CHAT_TYPE))
                    .append(' ')
                    .append(headers.get(RawHeader.CHAT_ID))
                    .append(' ')
                    .append(headers.get(RawHeader.CHAT_TITLE))
                    .append(' ')
                    .append(headers.get(RawHeader.EVENT_TYPE))
                    .append(": ")
                    .append(new String(message.source().bytes(), UTF_8))
                    .append('\n');
        }
        return shown.toString();
    }

    private static List<Piece.Message> split(String file, AccountId account) throws IOException {
        return pieces(file, account).stream().map(Piece.Message.class::cast).toList();
    }

    private static List<Piece> pieces(String file, AccountId account) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        survey(file, account).split(window(file), pieces::add);
        return pieces;
    }

    private static ImportPlan survey(String file, AccountId account) throws IOException {
        return new TelegramExport(account, ZoneId.of("Asia/Tbilisi"))
                .survey(window(file), new ImportFile(Path.of("result.json")));
    }

    private static ByteWindow window(String file) {
        return new ByteWindow(new ByteArrayInputStream(file.getBytes(UTF_8)), 1 << 20, 1024);
    }
}
