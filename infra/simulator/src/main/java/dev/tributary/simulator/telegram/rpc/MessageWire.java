package dev.tributary.simulator.telegram.rpc;

import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Action;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Entity;
import dev.tributary.simulator.telegram.town.FileCabinet;
import dev.tributary.simulator.telegram.town.Forward;
import dev.tributary.simulator.telegram.town.Media;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Messages as an account sees them.
final class MessageWire {

    /// Where files are: the data center that clients of these tests call home.
    static final int FILES_DATA_CENTER = 1;

    private static final int TOPIC_COLOR = 0x6fb9f0;

    private final FileCabinet files;

    MessageWire(FileCabinet files) {
        this.files = files;
    }

    TlObject message(Account viewer, Message message) {
        Action action = message.post().action();
        return action == null ? said(viewer, message) : told(viewer, message, action);
    }

    private TlObject said(Account viewer, Message message) {
        Post post = message.post();
        boolean isChannelsVoice = message.author() == null;
        return framed("message", viewer, message)
                .with("message", post.text())
                .with("fwd_from", post.forward() == null ? null : forward(post.forward()))
                .with("media", post.media() == null ? null : media(post.media(), message))
                .with("entities", post.entities().isEmpty() ? null : entities(post.entities()))
                .with("views", isChannelsVoice ? 1 : null)
                .with("forwards", isChannelsVoice ? 0 : null)
                .with(
                        "edit_date",
                        message.editedAt() == null ? null : Wire.seconds(message.editedAt()))
                .with("grouped_id", post.album() == 0 ? null : post.album())
                .with("reactions", message.reactions().isEmpty() ? null : reactions(message))
                .when(message.isPinned(), "pinned");
    }

    private TlObject told(Account viewer, Message message, Action action) {
        return framed("messageService", viewer, message).with("action", action(action));
    }

    private TlObject framed(String constructor, Account viewer, Message message) {
        Person author = message.author();
        boolean isOut = viewer.person().equals(author);
        boolean isTheirs = message.peer() instanceof Peer.User && !isOut;
        return TlObject.of(constructor)
                .with("id", message.id())
                .with("peer_id", Wire.peer(message.peer()))
                .with("from_id", author == null || isTheirs ? null : Wire.peer(author.peer()))
                .with("reply_to", reply(viewer, message))
                .with("date", Wire.seconds(message.date()))
                .when(isOut, "out")
                .when(author == null, "post");
    }

    private static @Nullable TlObject reply(Account viewer, Message message) {
        int topic = message.post().topic();
        Reply reply = message.post().reply();
        if (reply == null) {
            return topic == 0
                    ? null
                    : TlObject.of("messageReplyHeader")
                            .when(true, "forum_topic")
                            .with("reply_to_msg_id", topic);
        }
        TlObject header =
                TlObject.of("messageReplyHeader")
                        .when(topic != 0, "forum_topic")
                        .with("reply_to_top_id", topic == 0 ? null : topic)
                        .when(!reply.quote().isEmpty(), "quote")
                        .with("quote_text", reply.quote().isEmpty() ? null : reply.quote());
        return message.replyTo() != 0
                ? header.with("reply_to_msg_id", message.replyTo())
                : elsewhere(viewer, header, reply);
    }

    /// A reply to a message of another chat says where that is and who spoke.
    private static TlObject elsewhere(Account viewer, TlObject header, Reply reply) {
        Chat chat = reply.to().chat();
        reply.to()
                .idIn(viewer.boxOf(chat))
                .filter(_ -> chat.has(viewer.person()))
                .ifPresent(id ->
                        header.with("reply_to_msg_id", id)
                                .with(
                                        "reply_to_peer_id",
                                        Wire.peer(chat.peerFor(viewer.person()))));
        reply.to().ids().entrySet().stream()
                .findFirst()
                .flatMap(copy -> copy.getKey().message(copy.getValue()))
                .ifPresent(origin -> header.with("reply_from", origin(chat, origin)));
        return header;
    }

    private static TlObject origin(Chat chat, Message message) {
        TlObject header =
                TlObject.of("messageFwdHeader").with("date", Wire.seconds(message.date()));
        if (message.author() != null) {
            return header.with("from_id", Wire.peer(message.author().peer()));
        }
        return chat instanceof Channel channel
                ? header.with("from_id", Wire.peer(channel.peer()))
                        .with("channel_post", message.id())
                : header;
    }

    private static TlObject forward(Forward forward) {
        TlObject header = TlObject.of("messageFwdHeader").with("date", Wire.seconds(forward.at()));
        return switch (forward) {
            case Forward.OfPerson of -> header.with("from_id", Wire.peer(of.author().peer()));
            case Forward.OfName of -> header.with("from_name", of.name());
            case Forward.OfChannel of ->
                    header.with("from_id", Wire.peer(of.channel().peer()))
                            .with("channel_post", of.messageId());
        };
    }

    private TlObject media(Media media, Message message) {
        int date = Wire.seconds(message.date());
        return switch (media) {
            case Media.Document document ->
                    TlObject.of("messageMediaDocument")
                            .with("document", document(document).with("date", date));
            case Media.Photo photo ->
                    TlObject.of("messageMediaPhoto").with("photo", photo(photo).with("date", date));
        };
    }

    private TlObject document(Media.Document document) {
        TlObject name = TlObject.of("documentAttributeFilename").with("file_name", document.name());
        return file("document", document)
                .with("mime_type", document.mimeType())
                .with("size", files.size(document.fileId()))
                .with("attributes", List.of(name));
    }

    private TlObject photo(Media.Photo photo) {
        TlObject size =
                TlObject.of("photoSize")
                        .with("type", "y")
                        .with("w", photo.width())
                        .with("h", photo.height())
                        .with("size", files.size(photo.fileId()));
        return file("photo", photo).with("sizes", List.of(size));
    }

    private TlObject file(String constructor, Media media) {
        return TlObject.of(constructor)
                .with("id", media.fileId())
                .with("access_hash", Wire.accessHash(media.fileId()))
                .with("file_reference", files.reference())
                .with("dc_id", FILES_DATA_CENTER);
    }

    private static List<TlObject> entities(List<Entity> entities) {
        return entities.stream().map(MessageWire::entity).toList();
    }

    private static TlObject entity(Entity entity) {
        TlObject mark =
                TlObject.of("messageEntity" + entity.kind())
                        .with("offset", entity.offset())
                        .with("length", entity.length());
        return switch (entity.kind()) {
            case "TextUrl" -> mark.with("url", entity.detail());
            case "Pre" -> mark.with("language", entity.detail());
            case "MentionName" -> mark.with("user_id", Long.parseLong(entity.detail()));
            default -> mark;
        };
    }

    static TlObject reactions(Message message) {
        List<TlObject> counts =
                message.reactions().entrySet().stream()
                        .map(reaction ->
                                TlObject.of("reactionCount")
                                        .with(
                                                "reaction",
                                                TlObject.of("reactionEmoji")
                                                        .with("emoticon", reaction.getKey()))
                                        .with("count", reaction.getValue()))
                        .toList();
        return TlObject.of("messageReactions").with("results", counts);
    }

    private static TlObject action(Action action) {
        return switch (action) {
            case Action.GroupCreated created ->
                    TlObject.of("messageActionChatCreate")
                            .with("title", created.title())
                            .with("users", ids(created.members()));
            case Action.ChannelCreated created ->
                    TlObject.of("messageActionChannelCreate").with("title", created.title());
            case Action.Renamed renamed ->
                    TlObject.of("messageActionChatEditTitle").with("title", renamed.title());
            case Action.Joined joined ->
                    TlObject.of("messageActionChatAddUser").with("users", ids(joined.people()));
            case Action.Left left ->
                    TlObject.of("messageActionChatDeleteUser").with("user_id", left.person().id());
            case Action.Pinned _ -> TlObject.of("messageActionPinMessage");
            case Action.TopicOpened opened ->
                    TlObject.of("messageActionTopicCreate")
                            .with("title", opened.title())
                            .with("icon_color", TOPIC_COLOR);
        };
    }

    private static List<Long> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }
}
