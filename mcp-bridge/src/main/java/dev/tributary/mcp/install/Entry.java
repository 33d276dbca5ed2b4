package dev.tributary.mcp.install;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    /// A file that is a link stays one, and its permissions stay: there may be secrets of other
    /// servers in it.
    ///
    /// @return the backup of the file as it was; empty if there was none
    /// @throws IOException if it cannot be read or written, or is not what it should be
    Optional<Path> writeInto(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, alone() + "\n");
            return Optional.empty();
        }
        ObjectNode configuration = read(file);
        Path backup = file.resolveSibling(file.getFileName() + ".before-tributary");
        Files.copy(file, backup, REPLACE_EXISTING, COPY_ATTRIBUTES);
        Path real = file.toRealPath();
        Path next = real.resolveSibling(real.getFileName() + ".next");
        Files.copy(real, next, REPLACE_EXISTING, COPY_ATTRIBUTES);
        Files.writeString(next, pretty(with(configuration)) + "\n");
        Files.move(next, real, ATOMIC_MOVE, REPLACE_EXISTING);
        return Optional.of(backup);
    }

    private ObjectNode read(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object && isRoomIn(object)) {
                return object;
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new IOException(
                "\""
                        + file
                        + "\" is no JSON object, or \""
                        + section
                        + "\" in it is none, and was left alone; correct it, or add the entry of"
                        + " --dry-run by hand");
    }

    private boolean isRoomIn(ObjectNode configuration) {
        JsonNode servers = configuration.path(section);
        return servers.isObject() || servers.isMissingNode() || servers.isNull();
    }

    private ObjectNode with(ObjectNode configuration) {
        ObjectNode all =
                configuration.path(section) instanceof ObjectNode object
                        ? object
                        : configuration.putObject(section);
        all.set(NAME, server);
        return configuration;
    }

    private static String pretty(ObjectNode json) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
