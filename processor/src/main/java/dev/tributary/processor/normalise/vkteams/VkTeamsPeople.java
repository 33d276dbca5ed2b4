package dev.tributary.processor.normalise.vkteams;

import dev.tributary.contract.event.ChatKind;
import dev.tributary.contract.event.UserProfile;
import dev.tributary.contract.identity.UserId;
import dev.tributary.contract.wire.WireObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Users and chats as the Bot API writes them in every answer.
final class VkTeamsPeople {

    private VkTeamsPeople() {}

    static @Nullable UserProfile user(@Nullable WireObject json) {
        if (json == null) {
            return null;
        }
        return new UserProfile(new UserId(json.id("userId")), name(json), json.hint("nick"));
    }

    static List<UserProfile> users(List<WireObject> json) {
        return json.stream()
                .map(user ->
                        new UserProfile(
                                new UserId(user.id("userId")), name(user), user.hint("nick")))
                .toList();
    }

    /// First and last name, null where there is neither.
    static @Nullable String name(WireObject json) {
        String name =
                Stream.of("firstName", "lastName")
                        .map(json::hint)
                        .filter(part -> part != null)
                        .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    /// Null where the service names a sort that we do not know.
    static @Nullable ChatKind kind(@Nullable String type) {
        return switch (type) {
            case "private" -> ChatKind.PRIVATE;
            case "group" -> ChatKind.GROUP;
            case "channel" -> ChatKind.CHANNEL;
            case null, default -> null;
        };
    }
}
