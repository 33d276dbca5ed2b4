package dev.tributary.mcp.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Our entry in somebody else's configuration; everything else in it stays.
record Entry(String section, ObjectNode server) {

    private static final String NAME = "tributary";
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    /// A configuration that has nothing else.
    String alone() {
        return pretty(with(MAPPER.createObjectNode()));
    }

    /// @return the backup of the file as it was; empty if there was none
    /// @throws IOException if it cannot be read or written, or is no JSON object
    java.util.Optional<Path> writeInto(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        java.util.Optional<Path> backup = java.util.Optional.empty();
        ObjectNode configuration = MAPPER.createObjectNode();
        if (Files.exists(file)) {
            configuration = read(file);
            Path copy = file.resolveSibling(file.getFileName() + ".before-tributary");
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            backup = java.util.Optional.of(copy);
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, pretty(with(configuration)) + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return backup;
    }

    private static ObjectNode read(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new IOException(
                "\""
                        + file
                        + "\" is no JSON object and was left alone; correct it, or add the entry"
                        + " of --dry-run by hand");
    }

    private ObjectNode with(ObjectNode configuration) throws IllegalArgumentException {
        JsonNode servers = configuration.path(section);
        ObjectNode all =
                servers instanceof ObjectNode object ? object : configuration.putObject(section);
        all.set(NAME, server);
        return configuration;
    }

    private static String pretty(ObjectNode json) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
