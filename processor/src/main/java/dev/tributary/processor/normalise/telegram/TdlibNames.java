package dev.tributary.processor.normalise.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.wire.MalformedValue;
import dev.tributary.contract.wire.WireObject;
import dev.tributary.processor.normalise.reading.Envelope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the people and chats of a record are called. TDLib's objects know each other by id alone;
/// the ingestor, which has heard the names, puts them into the `names` header.
final class TdlibNames {

    private final @Nullable WireObject names;

    private TdlibNames(@Nullable WireObject names) {
        this.names = names;
    }

    /// @throws MalformedValue if the header is there and no JSON object
    static TdlibNames of(Envelope envelope) {
        String header = envelope.header(RawHeader.NAMES).orElse(null);
        if (header == null) {
            return new TdlibNames(null);
        }
        try {
            return new TdlibNames(WireObject.parse(header.getBytes(UTF_8)));
        } catch (MalformedValue e) {
            throw new MalformedValue("the header names is no JSON object of ids and names");
        }
    }

    /// Null where nobody has heard it.
    @Nullable String find(String id) {
        return names == null ? null : names.hint(id);
    }

    /// The name, or the id where nobody has heard it.
    String of(String id) {
        return Objects.requireNonNullElse(find(id), id);
    }

    /// Null where the field is missing or 0, which stands for nobody.
    @Nullable String ofPerson(WireObject object, String key) {
        String id = object.idOrNull(key);
        return id == null || id.equals("0") ? null : of(id);
    }

    /// Of an array of ids.
    List<UserProfile> people(WireObject object, String key) {
        return object.node(key)
                .valueStream()
                .filter(JsonNode::isIntegralNumber)
                .map(id -> profile(id.bigIntegerValue().toString()))
                .toList();
    }

    UserProfile profile(String id) {
        return new UserProfile(new UserId(id), find(id), null);
    }

    /// A `MessageSender`: a person, or a chat that speaks as itself. Null for a kind that we do not
    /// know.
    @Nullable UserProfile sender(@Nullable WireObject sender) {
        if (sender == null) {
            return null;
        }
        return switch (sender.text("@type")) {
            case "messageSenderUser" -> profile(sender.id("user_id"));
            case "messageSenderChat" -> profile(sender.id("chat_id"));
            default -> null;
        };
    }
}
