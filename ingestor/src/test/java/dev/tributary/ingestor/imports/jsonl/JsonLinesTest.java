package dev.tributary.ingestor.imports.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.imports.file.ByteWindow;
import dev.tributary.ingestor.imports.file.ImportFile;
import dev.tributary.ingestor.imports.file.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static final String GOOD =
            "{\"chat\":\"c\",\"message_id\":1,\"sender\":\"a\",\"sent_at\":1,\"text\":\"т\"}";

    @Test
    void each_line_comes_out_as_it_stands_with_its_number() throws IOException {
        String file = "\n" + GOOD + "\r\n\r\n  \t\n  " + GOOD + " \r\n" + GOOD;

        List<Piece> pieces = split(file.getBytes(UTF_8));

        assertThat(shown(pieces)).isEqualTo("2 " + GOOD + "\n5 " + GOOD + "\n6 " + GOOD + "\n");
        assertThat(pieces).extracting(JsonLinesTest::position).containsExactly(1L, 75L, 142L);
    }

    @Test
    void a_bad_line_is_rejected_with_its_place_and_reason_and_the_others_are_not()
            throws IOException {
        String bad =
                """
                {"chat":"c","message_id":1,"sender":"a","sent_at":"yesterday","text":"x"}
                {"chat":"я","message_id":[],"sender":"a","sent_at":1,"text":"x"}
                {"chat":"c","message_id":1,"sender":"a","sent_at":1}
                {"chat":"c","message_id":1,"sender":"a","sent_at":1700000000000,"text":"x"}
                {"chat":"c","message_id":1,"sender":"a","sent_at":1,"text":"x"
                {"chat":"c","message_id":1,"sender":"a","sent_at":1,"text":"x"}}
                ["chat"]
                plain words
                """;
        String file = GOOD + "\n" + bad + GOOD;

        List<Piece> pieces = split(file.getBytes(UTF_8));

        assertThat(shown(pieces))
                .isEqualTo(
                        "1 "
                                + GOOD
                                + """

                                reject 2: line 2, column 51: sent_at is neither RFC 3339 with a zone (2024-05-01T12:30:00Z) nor a number of seconds since 1970
                                reject 3: line 3, column 26: message_id is an array, not a string or an integer
                                reject 4: line 4, column 1: text is missing; only a line with "deleted": true may omit it
                                reject 5: line 5, column 51: sent_at is outside the years 1 to 9999 as seconds since 1970; are they milliseconds?
                                reject 6: line 6, column 63: the value is not JSON at byte 62
                                reject 7: line 7, column 64: the value is not JSON at byte 63
                                reject 8: line 8, column 1: the value is an array, not an object
                                reject 9: line 9, column 1: the value is not JSON at byte 0
                                10\
                                """
                                + " "
                                + GOOD
                                + "\n");
    }

    @Test
    void a_line_that_no_record_can_hold_is_rejected() throws IOException {
        String file = GOOD + "\n{\"chat\":\"" + "x".repeat(200_000) + "\"}\n" + GOOD;

        List<Piece> pieces = split(file.getBytes(UTF_8));

        assertThat(pieces).hasSize(3);
        assertThat(pieces.get(1))
                .isInstanceOfSatisfying(
                        Piece.Reject.class,
                        reject -> {
                            assertThat(reject.reason())
                                    .isEqualTo(
                                            "line 2, column 1: the line has 200,011 bytes, more"
                                                    + " than a record can hold; its first 64 KiB"
                                                    + " are kept");
                            assertThat(reject.source().length()).isEqualTo(200_011);
                        });
    }

    private static long position(Piece piece) {
        return ((Piece.Message) piece).source().position();
    }

    private static String shown(List<Piece> pieces) {
        return pieces.stream()
                .map(piece ->
                        switch (piece) {
                            case Piece.Message m ->
                                    m.position() + " " + new String(m.source().bytes(), UTF_8);
                            case Piece.Reject r -> "reject " + r.position() + ": " + r.reason();
                        })
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static List<Piece> split(byte[] file) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        new JsonLines(AccountId.parse("jsonl:test"))
                .survey(window(file), new ImportFile(Path.of("lines.jsonl")))
                .split(window(file), pieces::add);
        return pieces;
    }

    private static ByteWindow window(byte[] file) {
        return new ByteWindow(new ByteArrayInputStream(file), 100_000, 1024);
    }
}
