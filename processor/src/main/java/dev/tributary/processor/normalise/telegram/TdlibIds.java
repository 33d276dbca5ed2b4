package dev.tributary.processor.normalise.telegram;

import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.identity.TelegramIds;
import dev.tributary.contract.wire.WireObject;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// TDLib's message ids as the server numbers them.
final class TdlibIds {

    private TdlibIds() {}

    /// Empty for a message that only this client knows, and for none.
    static Optional<MessageId> message(WireObject object, String key) {
        String id = object.id(key);
        try {
            return TelegramIds.message(Long.parseLong(id));
        } catch (NumberFormatException e) {
            throw object.malformed(key, "is no message id of TDLib");
        }
    }

    /// Of an array; those that only this client knows are left out.
    static List<MessageId> messages(WireObject object, String key) {
        JsonNode ids = object.node(key);
        if (!ids.isArray()) {
            throw object.malformed(key, "is missing or no array");
        }
        return ids.valueStream()
                .filter(id -> id.isIntegralNumber() && id.canConvertToLong())
                .flatMap(id -> TelegramIds.message(id.longValue()).stream())
                .toList();
    }
}
