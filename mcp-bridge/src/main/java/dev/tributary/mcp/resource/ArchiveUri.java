package dev.tributary.mcp.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.ChatRef;
import dev.tributary.contract.identity.MessageRef;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;

/// The name of a resource. A reference is one segment of it, hence percent-encoded once more: its
/// `/` is `%2F` and its `%` is `%25`.
public sealed interface ArchiveUri {

    String SCHEME = "tributary://";
    String CHATS = "tributary://chats";
    String CHAT = "tributary://chat/";
    String MESSAGE = "tributary://message/";

    record Chats() implements ArchiveUri {
        @Override
        public String toString() {
            return CHATS;
        }
    }

    record Chat(ChatRef ref) implements ArchiveUri {
        @Override
        public String toString() {
            return CHAT + encoded(ref.toString());
        }
    }

    record Message(MessageRef ref) implements ArchiveUri {
        @Override
        public String toString() {
            return MESSAGE + encoded(ref.toString());
        }
    }

    /// Empty if it names nothing of ours.
    static Optional<ArchiveUri> parse(String uri) {
        try {
            if (uri.equals(CHATS)) {
                return Optional.of(new Chats());
            }
            if (uri.startsWith(CHAT)) {
                return Optional.of(new Chat(ChatRef.parse(decoded(uri.substring(CHAT.length())))));
            }
            return uri.startsWith(MESSAGE)
                    ? Optional.of(
                            new Message(MessageRef.parse(decoded(uri.substring(MESSAGE.length())))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String encoded(String ref) {
        return URLEncoder.encode(ref, UTF_8).replace("+", "%20");
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    }
}
