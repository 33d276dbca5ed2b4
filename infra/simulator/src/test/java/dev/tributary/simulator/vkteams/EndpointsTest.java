package dev.tributary.simulator.vkteams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

    private static final String SCRIPT =
            """
            {"control":"bot","userId":"1000000001","nick":"town_bot","firstName":"Town"}
            {"control":"chat","chatId":"1@chat.agent","info":{"type":"group","title":"Town","public":true,"joinModeration":false},"members":[{"userId":"a","creator":true},{"userId":"b","admin":true},{"userId":"c"}]}
            {"control":"chat","chatId":"2@chat.agent","info":{"type":"group"},"thread":true}
            {"control":"file","fileId":"f1","info":{"type":"image","size":12,"filename":"cat.jpg","url":"https://files.example/f1"}}
            {"type":"newMessage","payload":{"msgId":"7400000000000000001","chat":{"chatId":"d@example.com","type":"private"},"from":{"userId":"d@example.com","firstName":"Dora","lastName":"Lee"},"timestamp":1760000000,"text":"hi"}}
            {"type":"newMessage","payload":{"msgId":"7400000000000000002","chat":{"chatId":"3@chat.agent","type":"group","title":"Choir"},"from":{"userId":"e@example.com","firstName":"Eva"},"timestamp":1760000001,"text":"la"}}
            {"control":"bot","userId":"1000000002"}
            """;

    private VkTeamsSimulator simulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Script script = ScriptReader.read("test", new BufferedReader(new StringReader(SCRIPT)));
        simulator = VkTeamsSimulator.start(0, script, Conduct.good().withMembersPerPage(2));
        client = Client.of(simulator, simulator.bots().getFirst());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void selfGetNamesTheBotOfTheToken() throws Exception {
        assertThat(client.get("self/get").body())
                .isEqualTo(
                        """
                        {"ok":true,"userId":"1000000001","nick":"town_bot","firstName":"Town"}\
                        """);
        assertThat(Client.of(simulator, simulator.bots().get(1)).getJson("self/get"))
                .isEqualTo(
                        Client.json(
                                """
                                {"ok":true,"userId":"1000000002","nick":"bot1000000002","firstName":"bot1000000002"}\
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    chats/getInfo    | chatId | 1@chat.agent  | {"ok":true,"type":"group","title":"Town","public":true,"joinModeration":false}
                    chats/getInfo    | chatId | d@example.com | {"ok":true,"type":"private","firstName":"Dora","lastName":"Lee"}
                    chats/getInfo    | chatId | 3@chat.agent  | {"ok":true,"type":"group","title":"Choir","public":false,"joinModeration":false}
                    chats/getInfo    | chatId | 2@chat.agent  | {"ok":false,"description":"Bad request"}
                    chats/getInfo    | chatId | 9@chat.agent  | {"ok":false,"description":"Permission denied"}
                    chats/getInfo    | x      | y             | {"ok":false,"description":"Missing required parameter 'chatId'"}
                    chats/getMembers | chatId | 1@chat.agent  | {"ok":true,"members":[{"userId":"a","creator":true},{"userId":"b","admin":true}],"cursor":"m2"}
                    chats/getMembers | chatId | 3@chat.agent  | {"ok":true,"members":[{"userId":"e@example.com"}]}
                    chats/getMembers | chatId | 2@chat.agent  | {"ok":false,"description":"Permission denied"}
                    files/getInfo    | fileId | f1            | {"ok":true,"type":"image","size":12,"filename":"cat.jpg","url":"https://files.example/f1"}
                    files/getInfo    | fileId | f2            | {"ok":false,"description":"Bad request"}
                    events/get       | x      | y             | {"ok":false,"description":"Missing required parameter 'lastEventId'"}
                    """)
    void aReadingCallIsAnsweredWith200(String call, String parameter, String value, String answer)
            throws Exception {
        HttpResponse<String> response = client.get(call, parameter, value);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(answer);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void membersArePagedUntilTheCursorIsAbsent() throws Exception {
        String answer =
                client.get("chats/getMembers", "chatId", "1@chat.agent", "cursor", "m2").body();

        assertThat(answer)
                .isEqualTo(
                        """
                        {"ok":true,"members":[{"userId":"c"}]}\
                        """);
    }

    @Test
    void aMissingAndAWrongTokenAreToldApartWithStatus200() throws Exception {
        Client wrong = new Client(client.http(), client.baseUrl(), "nonsense");
        HttpRequest bare =
                HttpRequest.newBuilder(client.baseUrl().resolve("events/get?lastEventId=0"))
                        .build();

        HttpResponse<String> missing =
                client.http().send(bare, HttpResponse.BodyHandlers.ofString());

        assertThat(missing.statusCode()).isEqualTo(200);
        assertThat(missing.body())
                .isEqualTo(
                        """
                        {"ok":false,"description":"Missing required parameter 'token'"}\
                        """);
        assertThat(wrong.pollText(0, 0).statusCode()).isEqualTo(200);
        assertThat(wrong.pollText(0, 0).body())
                .isEqualTo(
                        """
                        {"ok":false,"description":"Invalid token"}\
                        """);
    }

    @Test
    void aWritingCallIsRefusedAndRecordedWithoutTheToken() throws Exception {
        String answer =
                client.get("messages/sendText", "chatId", "1@chat.agent", "text", "x").body();

        assertThat(answer)
                .isEqualTo(
                        """
                        {"ok":false,"description":"Permission denied"}\
                        """);
        assertThat(simulator.violations())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(Violation.Kind.WRITES);
                    assertThat(violation.path()).isEqualTo("/bot/v1/messages/sendText");
                    assertThat(violation.toString()).doesNotContain(client.token());
                });
    }

    @Test
    void anyOtherPathOrMethodIsUnknownAndRecorded() throws Exception {
        HttpClient http = client.http();
        HttpRequest post =
                HttpRequest.newBuilder(client.request("self/get").uri())
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();

        int other = client.get("chats/getAdmins", "chatId", "1@chat.agent").statusCode();
        int posted = http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode();

        assertThat(other).isEqualTo(404);
        assertThat(posted).isEqualTo(404);
        assertThat(simulator.violations())
                .extracting(Violation::kind)
                .containsExactly(Violation.Kind.UNKNOWN, Violation.Kind.UNKNOWN);
    }
}
