package dev.tributary.mcp.tool;

import dev.tributary.contract.identity.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One parameter of a tool; several tools share most of them.
record Parameter(String name, Map<String, Object> schema, boolean isRequired) {

    static final int USUAL_LIMIT = 10;
    static final int MOST_LIMIT = 200;
    static final int USUAL_CHARS = 20_000;
    static final int LEAST_CHARS = 1_000;
    static final int MOST_CHARS = 200_000;

    static final Parameter LIMIT =
            optional("limit", Schema.count("how many at most", USUAL_LIMIT, 1, MOST_LIMIT));
    static final Parameter CURSOR =
            optional(
                    "cursor",
                    Schema.text(
                            "next_cursor of the answer before, to go on with the same question"));
    static final Parameter MAX_CHARS =
            optional(
                    "max_chars",
                    Schema.count(
                            "how long the answer may be, in characters; long texts are cut first,"
                                    + " then the rest is left to next_cursor",
                            USUAL_CHARS,
                            LEAST_CHARS,
                            MOST_CHARS));
    static final Parameter SINCE =
            optional(
                    "since",
                    Schema.text(
                            "sent at or after: 2026-01-31, 2026-01-31T09:00:00Z, or how long ago:"
                                    + " 90m, 2h, 7d, 4w"));
    static final Parameter UNTIL =
            optional("until", Schema.text("sent before; written like since"));
    static final Parameter SOURCES =
            optional(
                    "sources",
                    Schema.list(
                            "only these services",
                            Schema.choice(
                                    "a service",
                                    Arrays.stream(Service.values())
                                            .map(Service::wireName)
                                            .toList())));
    static final Parameter ACCOUNTS =
            optional("accounts", Schema.texts("only these accounts, each <source>:<id>"));
    static final Parameter CHATS =
            optional("chats", Schema.texts("only these chats, each an id, a reference or a title"));
    static final Parameter SENDERS =
            optional(
                    "senders",
                    Schema.texts("only what these people wrote, each an id, a handle or a name"));
    static final Parameter INCLUDE_DELETED =
            optional(
                    "include_deleted",
                    Schema.flag("also messages that were deleted at the service"));

    static final List<Parameter> FILTERS =
            List.of(SOURCES, ACCOUNTS, CHATS, SENDERS, SINCE, UNTIL, INCLUDE_DELETED);
    static final List<Parameter> PAGE = List.of(LIMIT, CURSOR, MAX_CHARS);

    static Parameter required(String name, Map<String, Object> schema) {
        return new Parameter(name, schema, true);
    }

    static Parameter optional(String name, Map<String, Object> schema) {
        return new Parameter(name, schema, false);
    }

    static Map<String, Object> schema(List<Parameter> parameters) {
        Schema schema = Schema.object();
        for (Parameter parameter : parameters) {
            if (parameter.isRequired) {
                schema.with(parameter.name, parameter.schema);
            } else {
                schema.maybe(parameter.name, parameter.schema);
            }
        }
        return schema.build();
    }
}
