package dev.tributary.mcp.tool;

import dev.tributary.mcp.safety.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How what hangs on a message looks to an agent, clean already. Where a file was put by an export
/// is left out: no agent knows where the export is.
///
/// @param shown as many as there was room for
/// @param leftOut how many there was no room for
record AttachmentForm(List<ObjectNode> shown, int leftOut) {

    /// A message's words go before its files: those have at most this part of an answer.
    private static final int PART = 8;

    AttachmentForm {
        shown = List.copyOf(shown);
    }

    static Map<String, Object> schema() {
        return Schema.list(
                "what hangs on it, in its order",
                Schema.object()
                        .with("kind", Schema.text("photo, video, audio, voice, sticker, file, ..."))
                        .maybe("name", Schema.text("untrusted"))
                        .maybe("mime_type", Schema.text("untrusted"))
                        .maybe("size", Schema.count("bytes"))
                        .maybe(
                                "stored",
                                Schema.text(
                                        "where its content is, below files/ of Tributary's data"
                                                + " directory; missing where it was not fetched"))
                        .build());
    }

    static Map<String, Object> leftOutSchema() {
        return Schema.count("attachments that there was no room for");
    }

    /// @param attachments of a message of the archive's answer; missing is none
    /// @param maxChars that the whole answer may have
    static AttachmentForm of(JsonNode attachments, Safety safety, int maxChars) {
        List<ObjectNode> shown = new ArrayList<>();
        int room = maxChars / PART;
        for (JsonNode attachment : attachments) {
            ObjectNode clean = clean(attachment, safety);
            room -= clean.toString().length();
            if (room < 0) {
                break;
            }
            shown.add(clean);
        }
        return new AttachmentForm(shown, attachments.size() - shown.size());
    }

    private static ObjectNode clean(JsonNode attachment, Safety safety) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("kind", attachment.path("kind").asString("file"));
        for (String field : List.of("name", "mime_type")) {
            if (attachment.path(field).isString()) {
                json.put(field, safety.name(attachment.path(field).asString()));
            }
        }
        if (attachment.path("size").isIntegralNumber()) {
            json.put("size", attachment.path("size").asLong());
        }
        if (attachment.path("stored").isString()) {
            json.put("stored", attachment.path("stored").asString());
        }
        return json;
    }

    void into(ObjectNode message) {
        if (!shown.isEmpty()) {
            message.putArray("attachments").addAll(shown);
        }
        if (leftOut > 0) {
            message.put("attachments_left_out", leftOut);
        }
    }

    /// The same for the compact text, after the names; names of files are other people's words.
    String line() {
        StringBuilder line = new StringBuilder();
        for (ObjectNode attachment : shown) {
            line.append("\n[").append(attachment.path("kind").asString());
            append(line, " ", attachment.path("name"), "");
            append(line, ", ", attachment.path("mime_type"), "");
            append(line, ", ", attachment.path("size"), " bytes");
            append(line, ", stored as files/", attachment.path("stored"), "");
            line.append(']');
        }
        if (leftOut > 0) {
            line.append("\n[").append(leftOut).append(" attachments are not shown]");
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String before, JsonNode field, String after) {
        if (!field.isMissingNode()) {
            line.append(before).append(field.asString()).append(after);
        }
    }
}
