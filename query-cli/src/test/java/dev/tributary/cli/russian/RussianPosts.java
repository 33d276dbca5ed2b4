package dev.tributary.cli.russian;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The 22,099 posts of 24 channels, from the archive in the test data.
final class RussianPosts {

    private static final int BLOCK = 512;

    record Post(String channel, String title, String message, Instant sentAt, String text) {}

    private RussianPosts() {}

    /// In one order whatever the archive's is.
    static List<Post> read(Path testData) throws IOException {
        Path file = testData.resolve("ru-text/nktkln-telegram-news-raw.tar.gz");
        List<Post> posts = new ArrayList<>();
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(file))) {
            byte[] header = tar.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                byte[] content = content(tar, header);
                if (new String(header, 0, 100, UTF_8).trim().endsWith(".json")) {
                    for (JsonNode post : JsonMapper.shared().readTree(content)) {
                        posts.add(post(post));
                    }
                }
                header = tar.readNBytes(BLOCK);
            }
        }
        posts.sort(Comparator.comparing(Post::channel).thenComparing(Post::message));
        return posts;
    }

    /// A tar entry's size is octal at 124 (POSIX ustar); its bytes are padded to whole blocks.
    private static byte[] content(InputStream tar, byte[] header) throws IOException {
        int size = Integer.parseInt(new String(header, 124, 11, UTF_8).trim(), 8);
        byte[] content = tar.readNBytes(size);
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return content;
    }

    private static Post post(JsonNode json) {
        return new Post(
                json.path("sender_id").asString(),
                json.path("channel").asString(),
                json.path("message_id").asString(),
                OffsetDateTime.parse(json.path("date").asString()).toInstant(),
                json.path("text").asString(""));
    }
}
