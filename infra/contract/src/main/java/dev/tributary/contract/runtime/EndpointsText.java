package dev.tributary.contract.runtime;

import dev.tributary.contract.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The endpoints file read token by token: every program that lives for one question reads it, and
/// making a mapper takes such a program longer than Postgres takes to answer.
final class EndpointsText {

    private static final String KAFKA = "kafka/";

    private final Map<String, String> values;

    private EndpointsText(Map<String, String> values) {
        this.values = values;
    }

    /// @throws IOException if a value is missing
    /// @throws tools.jackson.core.JacksonException if it is no JSON
    static Endpoints parse(byte[] json) throws IOException {
        return new EndpointsText(flat(json)).endpoints();
    }

    private Endpoints endpoints() throws IOException {
        Map<String, Secret> client = new HashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (value.getKey().startsWith(KAFKA)) {
                client.put(value.getKey().substring(KAFKA.length()), new Secret(value.getValue()));
            }
        }
        String status = values.get("ingestor_status");
        return new Endpoints(
                Long.parseLong(values.getOrDefault("pid", "0")),
                new Endpoints.Kafka(client),
                new Endpoints.Postgres(
                        required("postgres/url"),
                        required("postgres/user"),
                        new Secret(required("postgres/password"))),
                status == null ? null : URI.create(status));
    }

    private String required(String key) throws IOException {
        String value = values.get(key);
        if (value == null) {
            throw new IOException("it has no " + key);
        }
        return value;
    }

    /// Each value under the names that lead to it, with a slash between them.
    private static Map<String, String> flat(byte[] json) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser =
                JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
            String section = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    String name = parser.currentName();
                    section = name == null ? "" : name + "/";
                } else if (token == JsonToken.END_OBJECT) {
                    section = "";
                } else if (token.isScalarValue()) {
                    values.put(section + parser.currentName(), parser.getString());
                }
            }
        }
        return values;
    }
}
