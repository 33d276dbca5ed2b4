package dev.tributary.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/// Makes messages that are wrong in ways that clients are wrong, or attackers; some are right but
/// for one thing, and some by chance, so that answers come too.
final class Nonsense {

    static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"fuzz\",\"version\":\"1\"}}}";

    private static final List<String> METHODS =
            List.of(
                    "tools/call",
                    "tools/list",
                    "resources/read",
                    "resources/list",
                    "resources/subscribe",
                    "resources/unsubscribe",
                    "resources/templates/list",
                    "prompts/get",
                    "prompts/list",
                    "completion/complete",
                    "logging/setLevel",
                    "ping",
                    "initialize",
                    "notifications/cancelled",
                    "notifications/initialized",
                    "notifications/roots/list_changed",
                    "sampling/createMessage",
                    "",
                    "no/such");
    private static final List<String> NAMES =
            List.of(
                    "name",
                    "arguments",
                    "uri",
                    "query",
                    "limit",
                    "cursor",
                    "ref",
                    "argument",
                    "value",
                    "level",
                    "_meta",
                    "progressToken",
                    "chats",
                    "since",
                    "timeframe",
                    "max_chars",
                    "context_type",
                    "requestId",
                    "clientInfo",
                    "capabilities",
                    "protocolVersion",
                    "type",
                    "chat_id",
                    "roots",
                    "sampling");
    private static final List<String> VALUES =
            List.of(
                    "\"search_text\"",
                    "\"get_context\"",
                    "\"list_chats\"",
                    "\"get_message\"",
                    "\"get_database_stats\"",
                    "\"search_hybrid\"",
                    "\"catch_up\"",
                    "\"tributary://chats\"",
                    "\"tributary://chat/jsonl%3Aa%2Fteam\"",
                    "\"tributary://message/%00%ff\"",
                    "\"tributary://chat/jsonl%3Aa%2Fops\"",
                    "\"tributary://message/jsonl%3Aa%2Fops%2Fm3\"",
                    "\"jsonl:a/team/m1\"",
                    "\"jsonl:a/team\"",
                    "\"jsonl:a/ops/m3\"",
                    "\"jsonl:a/ops\"",
                    "\"team\"",
                    "\"ops\"",
                    "\"the\"",
                    "\"recent\"",
                    "\"report\"",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"p1.0.\"",
                    "\"p9.9999.x\"",
                    "\"t99999999\"",
                    "\"999999w\"",
                    "\"-1d\"",
                    "\"debug\"",
                    "\"ref/prompt\"",
                    "\"ref/resource\"",
                    "\"' or 1=1 --\"",
                    "0",
                    "-1",
                    "1e309",
                    "99999999999999999999",
                    "0.5",
                    "true",
                    "null",
                    "[]",
                    "{}",
                    "[[[[[[[[]]]]]]]]");

    /// Right as they stand, for one client or the other.
    private static final List<String> CALLS =
            List.of(
                    tool("search_text", "\"query\":\"the\",\"limit\":9"),
                    tool("search_text", "\"query\":\"report\",\"chats\":[\"team\"]"),
                    tool("search_text", "\"query\":\"the\",\"senders\":[\"clara\"]"),
                    tool("search_hybrid", "\"query\":\"the\",\"max_chars\":9000"),
                    tool("search_hybrid", "\"query\":\"again\",\"sources\":[\"jsonl\"]"),
                    tool("get_context", "\"context_type\":\"recent\",\"timeframe\":\"2h\""),
                    tool("get_context", "\"ref\":\"jsonl:a/team/m1\",\"before\":3"),
                    tool("get_context", "\"ref\":\"jsonl:a/ops/m3\",\"after\":3"),
                    tool("get_message", "\"ref\":\"jsonl:a/team/m2\""),
                    tool("get_message", "\"ref\":\"jsonl:a/ops/m4\""),
                    tool("list_chats", "\"chats\":[\"o\"]"),
                    tool("list_chats", ""),
                    tool("get_database_stats", "\"chat_id\":\"ops\""),
                    tool("get_database_stats", ""),
                    call("resources/read", "\"uri\":\"tributary://chats\""),
                    call("resources/read", "\"uri\":\"tributary://chat/jsonl%3Aa%2Fteam\""),
                    call("resources/read", "\"uri\":\"tributary://chat/jsonl%3Aa%2Fops\""),
                    call("resources/read", "\"uri\":\"tributary://message/jsonl%3Aa%2Fops%2Fm3\""),
                    call("resources/subscribe", "\"uri\":\"tributary://chat/jsonl%3Aa%2Fops\""),
                    call("prompts/get", "\"name\":\"catch_up\",\"arguments\":{\"chat\":\"team\"}"),
                    call("prompts/get", "\"name\":\"catch_up\",\"arguments\":{\"chat\":\"ops\"}"),
                    call(
                            "completion/complete",
                            "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"catch_up\"},"
                                    + "\"argument\":{\"name\":\"chat\",\"value\":\"\"}"));

    private final Random random;

    Nonsense(Random random) {
        this.random = random;
    }

    int die(int sides) {
        return random.nextInt(sides);
    }

    private static String tool(String name, String arguments) {
        return call("tools/call", "\"name\":\"" + name + "\",\"arguments\":{" + arguments + "}");
    }

    private static String call(String method, String params) {
        return "\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    byte[] message() {
        if (die(4) == 0) {
            return almostRight().getBytes(UTF_8);
        }
        byte[] whole =
                switch (die(10)) {
                    case 0 -> bytes(die(200));
                    case 1 -> value(12).getBytes(UTF_8);
                    case 2 -> ("[" + request() + "," + request() + "]").getBytes(UTF_8);
                    case 3 -> ("[".repeat(die(3_000)) + "]".repeat(die(3_000))).getBytes(UTF_8);
                    default -> request().getBytes(UTF_8);
                };
        return die(3) == 0 ? mutated(whole) : whole;
    }

    private String almostRight() {
        String right = "{\"jsonrpc\":\"2.0\",\"id\":" + die(1_000) + "," + of(CALLS);
        return switch (die(3)) {
            case 0 -> right;
            case 1 -> right.replaceFirst("\"(ops|team|jsonl:a/[^\"]*|the)\"", quoted(of(VALUES)));
            default ->
                    right.replaceFirst(
                            "\\{\"(?!jsonrpc)",
                            quoted("{\"" + of(NAMES) + "\":" + value(1) + ",\""));
        };
    }

    private static String quoted(String replacement) {
        return java.util.regex.Matcher.quoteReplacement(replacement);
    }

    private String request() {
        return "{\"jsonrpc\":"
                + (die(20) == 0 ? value(1) : "\"2.0\"")
                + (die(6) == 0 ? "" : ",\"id\":" + (die(8) == 0 ? value(1) : die(1_000)))
                + (die(20) == 0 ? "" : ",\"method\":\"" + of(METHODS) + "\"")
                + (die(10) == 0 ? "" : ",\"params\":" + params())
                + "}";
    }

    private String params() {
        if (die(3) == 0) {
            return "{\"name\":" + of(VALUES.subList(0, 7)) + ",\"arguments\":" + value(2) + "}";
        }
        return value(3);
    }

    private String value(int depth) {
        if (depth == 0 || die(4) == 0) {
            return of(VALUES);
        }
        if (die(5) == 0) {
            return "[" + value(depth - 1) + "," + value(depth - 1) + "]";
        }
        StringBuilder object = new StringBuilder("{");
        for (int i = die(4); i >= 0; i--) {
            object.append('"').append(of(NAMES)).append("\":").append(value(depth - 1));
            object.append(i == 0 ? "" : ",");
        }
        return object.append('}').toString();
    }

    byte[] mutated(byte[] whole) {
        byte[] bytes = whole.clone();
        for (int i = die(4); i >= 0 && bytes.length > 0; i--) {
            bytes[die(bytes.length)] = (byte) die(256);
        }
        return die(4) == 0 ? java.util.Arrays.copyOf(bytes, die(bytes.length + 1)) : bytes;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    String method() {
        return of(List.of("GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "PATCH", "X"));
    }

    String path() {
        return of(
                List.of("/mcp", "/", "/mcp/", "/mcp?x=1", "/%2e%2e/mcp", "//mcp", "/mcp;a=b", "*"));
    }

    String header() {
        return of(
                List.of(
                        "MCP-Session-Id",
                        "MCP-Protocol-Version",
                        "Accept",
                        "Content-Type",
                        "Origin",
                        "Authorization",
                        "Last-Event-ID",
                        "Transfer-Encoding",
                        "Expect",
                        "Content-Encoding"));
    }

    String word() {
        return of(
                List.of(
                        "",
                        "x",
                        "2025-11-25",
                        "text/event-stream",
                        "application/json",
                        "null",
                        "Bearer",
                        "chunked",
                        "100-continue",
                        "gzip",
                        "a".repeat(9_000)));
    }

    private <T> T of(List<T> choices) {
        return choices.get(die(choices.size()));
    }
}
