package dev.tributary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.dataset.IrcUbuntu;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Tag("stack")
@Tag("real-data")
class IrcImportIT {

    private static final Path DATA_SET =
            IrcUbuntu.in(Path.of(System.getenv().getOrDefault("TRIBUTARY_TEST_DATA", ".")));

    @TempDir Path directory;

    @Test
    void brings_every_message_once_and_nothing_again() throws Exception {
        Path file = directory.resolve("irc.jsonl");
        IrcUbuntu.convert(DATA_SET, file, IrcUbuntu.MESSAGES);
        Path data = Files.createDirectory(directory.resolve("data"));
        try (RunningStack stack = RunningStack.start(data)) {
            assertThat(stack.run("import", "jsonl", "--account", "irc", file.toString())).isZero();
            await().atMost(Duration.ofMinutes(4))
                    .until(() ->
                            stack.count("select count(*) from messages") >= IrcUbuntu.MESSAGES);

            assertThat(stack.messagesByChat()).isEqualTo(messagesByChat());
            assertThat(stack.count("select count(*) from message_versions"))
                    .isEqualTo(IrcUbuntu.MESSAGES);
            assertThat(stack.count("select count(reply_to_message) from messages"))
                    .isEqualTo(IrcUbuntu.REPLIES);
            assertThat(
                            stack.count(
                                    """
                                    select count(*) from messages reply
                                    join messages answered on answered.account = reply.account
                                      and answered.chat = reply.reply_to_chat
                                      and answered.message = reply.reply_to_message
                                    """))
                    .as("the rest answer lines that the data set leaves out")
                    .isEqualTo(IrcUbuntu.REPLIES - 117);

            var rows = stack.checksums();
            var rawEnds = stack.rawEnds();
            assertThat(stack.run("import", "jsonl", "--account", "irc", file.toString())).isZero();
            assertThat(stack.rawEnds()).isEqualTo(rawEnds);
            assertThat(stack.checksums()).isEqualTo(rows);
        }
    }

    private static Map<String, Long> messagesByChat() throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(DATA_SET)),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> json.readTree(line).path("chat").asString())
                    .collect(
                            Collectors.groupingBy(
                                    chat -> chat, TreeMap::new, Collectors.counting()));
        }
    }
}
