package dev.tributary.processor.normalise.vkteams;

import dev.tributary.contract.event.Attachment;
import dev.tributary.contract.event.MessageTarget;
import dev.tributary.contract.identity.ChatId;
import dev.tributary.contract.identity.MessageId;
import dev.tributary.contract.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a message says: its text with its parts worked in.
///
/// - `@[userId]` becomes `@First Last` where a mention part names the user.
/// - A file's caption is text: it follows the message's own, unless that already contains it.
/// - A forwarded message's text follows the message's own, each line marked `> `. Where the message
///   has no words of its own, the text is the forwarded one without marks, so that both have the
///   same vector. Attachments of a forwarded message are the message's.
/// - A quoted message (reply) is only a link: its text stands in its own row.
/// - Buttons, and parts that we do not know, say nothing.
///
/// @param forwardedFrom the first forwarded author
record VkTeamsContent(
        String text,
        @Nullable MessageTarget replyTo,
        @Nullable String forwardedFrom,
        List<Attachment> attachments) {

    VkTeamsContent {
        attachments = List.copyOf(attachments);
    }

    /// @param message the payload of an event, or the `message` of a part
    static VkTeamsContent of(WireObject message, @Nullable ChatId chat) {
        Builder builder = new Builder(chat, message.text("text"));
        message.objects("parts").forEach(builder::add);
        return builder.build();
    }

    private static final class Builder {

        private final @Nullable ChatId chat;
        private final List<String> forwarded = new ArrayList<>();
        private final List<Attachment> attachments = new ArrayList<>();
        private final Map<String, String> mentions = new LinkedHashMap<>();
        private String text;
        private @Nullable MessageTarget replyTo;
        private @Nullable String forwardedFrom;

        private Builder(@Nullable ChatId chat, String text) {
            this.chat = chat;
            this.text = text;
        }

        private void add(WireObject part) {
            WireObject payload = isKnown(part.text("type")) ? part.objectOrNull("payload") : null;
            if (payload == null) {
                return;
            }
            switch (part.text("type")) {
                case "file" -> file(payload);
                case "mention" -> mention(payload);
                case "reply" -> reply(payload.objectOrNull("message"));
                case "forward" -> forward(payload.objectOrNull("message"));
                default -> attach(part.text("type"), payload);
            }
        }

        /// The payload of other parts need not even be an object: a keyboard's is an array.
        private static boolean isKnown(String type) {
            return switch (type) {
                case "file", "sticker", "voice", "mention", "reply", "forward" -> true;
                default -> false;
            };
        }

        private void attach(String kind, WireObject payload) {
            attachments.add(
                    new Attachment(kind, payload.idOrNull("fileId"), null, null, null, null));
        }

        private void file(WireObject payload) {
            attach(
                    switch (payload.hint("type")) {
                        case "image" -> "photo";
                        case "video" -> "video";
                        case "audio" -> "audio";
                        case null, default -> "file";
                    },
                    payload);
            String caption = payload.hint("caption");
            if (caption != null && !text.contains(caption)) {
                text = text.isBlank() ? caption : text + "\n" + caption;
            }
        }

        private void mention(WireObject payload) {
            String name = VkTeamsPeople.name(payload);
            if (name != null) {
                mentions.put("@[" + payload.id("userId") + "]", "@" + name);
            }
        }

        /// The first quoted message is the one that is answered.
        private void reply(@Nullable WireObject message) {
            String id = message == null ? null : message.idOrNull("msgId");
            if (message != null && id != null && replyTo == null) {
                replyTo = new MessageTarget(elsewhere(message), new MessageId(id));
            }
        }

        private @Nullable ChatId elsewhere(WireObject message) {
            WireObject said = message.objectOrNull("chat");
            String id = said == null ? null : said.idOrNull("chatId");
            return id == null || new ChatId(id).equals(chat) ? null : new ChatId(id);
        }

        private void forward(@Nullable WireObject message) {
            if (message == null) {
                return;
            }
            VkTeamsContent inner = of(message, null);
            if (!inner.text.isBlank()) {
                forwarded.add(inner.text);
            }
            attachments.addAll(inner.attachments);
            WireObject author = message.objectOrNull("from");
            if (forwardedFrom == null && author != null) {
                String name = VkTeamsPeople.name(author);
                forwardedFrom = name != null ? name : author.idOrNull("userId");
            }
        }

        private VkTeamsContent build() {
            // After all parts, because a caption may mention somebody too.
            mentions.forEach((mark, name) -> text = text.replace(mark, name));
            return new VkTeamsContent(withForwarded(), replyTo, forwardedFrom, attachments);
        }

        private String withForwarded() {
            if (text.isBlank() && !forwarded.isEmpty()) {
                return String.join("\n\n", forwarded);
            }
            return forwarded.stream()
                    .filter(other -> !text.contains(other))
                    .map(other -> "\n\n> " + other.replace("\n", "\n> "))
                    .collect(Collectors.joining("", text, ""));
        }
    }
}
