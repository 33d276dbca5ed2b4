package dev.tributary.simulator.vkteams;

import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What goes back over the wire.
///
/// @param isCut the connection closes after half of the body
/// @param departure what to do when the whole body is about to leave
record Answer(
        int status,
        String contentType,
        Map<String, String> headers,
        String body,
        boolean isCut,
        Runnable departure) {

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(ObjectNode body) {
        return json(body, () -> {});
    }

    static Answer json(ObjectNode body, Runnable departure) {
        return new Answer(200, "application/json", Map.of(), body.toString(), false, departure);
    }

    static Answer refusal(Refusal refusal) {
        return json(refused(refusal.description()));
    }

    static Answer notFound() {
        return new Answer(
                404,
                "application/json",
                Map.of(),
                refused("Not found").toString(),
                false,
                () -> {});
    }

    static Answer tooMany() {
        return new Answer(
                429,
                "application/json",
                Map.of("Retry-After", "1"),
                refused("Ratelimit").toString(),
                false,
                () -> {});
    }

    static Answer serverError() {
        return new Answer(500, "text/plain", Map.of(), "Internal Server Error\n", false, () -> {});
    }

    static Answer proxyPage() {
        String page =
                """
                <!DOCTYPE html>
                <html><head><title>502 Bad Gateway</title></head>
                <body><center><h1>502 Bad Gateway</h1></center><hr></body></html>
                """;
        return new Answer(200, "text/html", Map.of(), page, false, () -> {});
    }

    /// Half of an answer; nothing has departed with it.
    Answer cut() {
        return new Answer(status, contentType, headers, body, true, () -> {});
    }

    /// The same answer, its leading `ok` left out.
    Answer withoutOk() {
        String bare = body.replaceFirst("^\\{\"ok\":true,?", "{");
        return new Answer(status, contentType, headers, bare, isCut, departure);
    }

    private static ObjectNode refused(String description) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", false)
                .put("description", description);
    }
}
