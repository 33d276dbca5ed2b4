package dev.tributary.processor.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.event.ChatEvent;
import dev.tributary.contract.event.EventJson;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.raw.RawPosition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A raw record for tests, and what the normaliser tells of it: the events' JSON, one a line,
/// without their source.
public record Told(RawEvent raw) {

    public static final RawPosition POSITION = new RawPosition("tributary.raw.test", 3, 42);
    public static final String RECEIVED_AT = "2024-05-01T12:00:00.123Z";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public static Told of(String account, ContentType contentType, String value) {
        Map<RawHeader, String> headers = new EnumMap<>(RawHeader.class);
        headers.put(RawHeader.EVENT_ID, "1");
        headers.put(RawHeader.EVENT_TYPE, "test");
        headers.put(RawHeader.CONTENT_TYPE, contentType.value());
        headers.put(RawHeader.ORIGIN, "live");
        headers.put(RawHeader.RECEIVED_AT, RECEIVED_AT);
        return new Told(new RawEvent(AccountId.parse(account), headers, value.getBytes(UTF_8)));
    }

    public Told with(RawHeader header, String value) {
        Map<RawHeader, String> headers = new EnumMap<>(raw.headers());
        headers.put(header, value);
        return new Told(new RawEvent(raw.account(), headers, raw.value()));
    }

    public List<ChatEvent> events() {
        return new Normalisers().normalise(raw, POSITION);
    }

    public String lines() {
        return events().stream().map(Told::withoutSource).collect(Collectors.joining("\n"));
    }

    private static String withoutSource(ChatEvent event) {
        ObjectNode json = (ObjectNode) MAPPER.readTree(EventJson.write(event));
        json.remove("source");
        return json.toString();
    }
}
