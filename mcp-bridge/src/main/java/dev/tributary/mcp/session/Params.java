package dev.tributary.mcp.session;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the parameters of the protocol's methods must be for the SDK to read them; what it cannot
/// read it answers with an exception's words.
final class Params {

    private static final Set<String> LEVELS =
            Set.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    private Params() {}

    /// @return a sentence, or null if they are right
    static @Nullable String problem(String method, JsonNode params) {
        if (!isObjectOrNothing(params)) {
            return "params must be an object";
        }
        if (!isObjectOrNothing(params.path("_meta"))) {
            return "params._meta must be an object";
        }
        JsonNode token = params.path("_meta").path("progressToken");
        if (!token.isMissingNode() && !token.isString() && !token.isIntegralNumber()) {
            return "params._meta.progressToken must be a string or a whole number";
        }
        return switch (method) {
            case "initialize" -> initialize(params);
            case "tools/call" -> named(params, "arguments");
            case "prompts/get" -> prompt(params);
            case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
                    text(params, "uri");
            case "logging/setLevel" ->
                    LEVELS.contains(params.path("level").asString(""))
                            ? null
                            : "params.level must be a level of RFC 5424";
            case "completion/complete" -> completion(params);
            default -> cursor(params);
        };
    }

    private static @Nullable String initialize(JsonNode params) {
        JsonNode client = params.path("clientInfo");
        if (!params.path("protocolVersion").isString()) {
            return "params.protocolVersion must be a string";
        }
        if (!client.path("name").isString() || !client.path("version").isString()) {
            return "params.clientInfo must have a name and a version";
        }
        return Capabilities.problem(params.path("capabilities"));
    }

    private static @Nullable String named(JsonNode params, String object) {
        return isObjectOrNothing(params.path(object))
                ? text(params, "name")
                : "params." + object + " must be an object";
    }

    private static @Nullable String prompt(JsonNode params) {
        for (JsonNode argument : params.path("arguments")) {
            if (!argument.isString()) {
                return "params.arguments must be strings";
            }
        }
        return named(params, "arguments");
    }

    private static @Nullable String completion(JsonNode params) {
        JsonNode ref = params.path("ref");
        JsonNode argument = params.path("argument");
        boolean isKnown =
                switch (ref.path("type").asString("").toLowerCase(Locale.ROOT)) {
                    case "ref/prompt" -> ref.path("name").isString();
                    case "ref/resource" -> ref.path("uri").isString();
                    default -> false;
                };
        if (!isKnown) {
            return "params.ref must be a ref/prompt with a name or a ref/resource with a uri";
        }
        if (!argument.path("name").isString() || !argument.path("value").isString()) {
            return "params.argument must have a name and a value";
        }
        return isObjectOrNothing(params.path("context"))
                ? null
                : "params.context must be an object";
    }

    private static @Nullable String text(JsonNode params, String name) {
        return params.path(name).isString() ? null : "params." + name + " must be a string";
    }

    private static @Nullable String cursor(JsonNode params) {
        JsonNode cursor = params.path("cursor");
        return cursor.isMissingNode() || cursor.isNull() || cursor.isString()
                ? null
                : "params.cursor must be a string";
    }

    private static boolean isObjectOrNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isObject();
    }

    /// What a client says that it can do.
    private static final class Capabilities {
        private Capabilities() {}

        static @Nullable String problem(JsonNode capabilities) {
            if (!capabilities.isObject()) {
                return "params.capabilities must be an object";
            }
            for (String name : new String[] {"roots", "sampling", "elicitation", "experimental"}) {
                if (!isObjectOrNothing(capabilities.path(name))) {
                    return "params.capabilities." + name + " must be an object";
                }
            }
            return null;
        }
    }
}
