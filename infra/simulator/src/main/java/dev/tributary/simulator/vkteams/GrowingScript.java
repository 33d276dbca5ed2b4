package dev.tributary.simulator.vkteams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A data file that somebody goes on writing to. An event is published as soon as its line is
/// whole, in the order of the file: who reads the file from its beginning, after a restart too,
/// gives the events the same ids. Used by one thread.
public final class GrowingScript implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private final ScriptReader reader;
    private final InputStream file;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final Map<Bot, List<ObjectNode>> unpublished;
    private final Script script;

    private GrowingScript(ScriptReader reader, InputStream file) throws IOException {
        this.reader = reader;
        this.file = file;
        readOn();
        Script all = reader.script();
        this.unpublished = reader.takeEvents();
        this.script = new Script(reader.takeEvents(), all.chats(), all.files());
    }

    /// @throws MalformedScript if a line is neither an event nor a control line
    public static GrowingScript open(Path path) throws IOException {
        InputStream file = Files.newInputStream(path);
        try {
            return new GrowingScript(new ScriptReader(path.toString()), file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// The bots, chats and files that the file names so far. The events are not in it: they are to
    /// be published.
    public Script script() {
        return script;
    }

    /// Publishes what the file says and was not published yet.
    ///
    /// @throws MalformedScript if a new line is neither an event nor a control line
    public void publishTo(VkTeamsSimulator simulator) throws IOException {
        publish(unpublished, simulator);
        unpublished.clear();
        readOn();
        publish(reader.takeEvents(), simulator);
    }

    private static void publish(Map<Bot, List<ObjectNode>> events, VkTeamsSimulator simulator) {
        events.forEach((bot, stream) -> stream.forEach(event -> simulator.publish(bot, event)));
    }

    private void readOn() throws IOException {
        for (byte[] chunk = file.readNBytes(CHUNK);
                chunk.length > 0;
                chunk = file.readNBytes(CHUNK)) {
            for (byte one : chunk) {
                if (one == '\n') {
                    reader.line(begun.toString(StandardCharsets.UTF_8));
                    begun.reset();
                } else {
                    begun.write(one);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
