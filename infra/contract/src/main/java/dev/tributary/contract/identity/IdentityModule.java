package dev.tributary.contract.identity;

import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Writes identifiers as plain JSON strings.
final class IdentityModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    IdentityModule() {
        string(AccountId.class, AccountId::parse);
        string(ChatId.class, ChatId::new);
        string(MessageId.class, MessageId::new);
        string(UserId.class, UserId::new);
        string(ChatRef.class, ChatRef::parse);
        string(MessageRef.class, MessageRef::parse);
    }

    private <T> void string(Class<T> type, Function<String, T> parse) {
        addSerializer(
                type,
                new StdSerializer<>(type) {
                    @Override
                    public void serialize(
                            T value, JsonGenerator json, SerializationContext context) {
                        json.writeString(value.toString());
                    }
                });
        addDeserializer(
                type,
                new StdDeserializer<>(type) {
                    @Override
                    public T deserialize(JsonParser json, DeserializationContext context) {
                        return parse.apply(json.getString());
                    }
                });
    }
}
