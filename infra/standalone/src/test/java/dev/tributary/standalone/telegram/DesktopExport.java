package dev.tributary.standalone.telegram;

import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Action;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Forward;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Media;
import dev.tributary.simulator.telegram.town.Message;
import dev.tributary.simulator.telegram.town.MessageBox;
import dev.tributary.simulator.telegram.town.Peer;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What Telegram Desktop would write of an account of the town with "Export Telegram data", without
/// files (<https://core.telegram.org/import-export>).
final class DesktopExport {

    private static final String NO_FILE =
            "(File not included. Change data exporting settings to download.)";

    private DesktopExport() {}

    /// `result.json`.
    static String of(Town town, Account account) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("about", "Here is the data you requested.");
        root.putObject("personal_information")
                .put("user_id", account.person().id())
                .put("first_name", account.person().firstName())
                .put("last_name", account.person().lastName());
        ArrayNode chats = root.putObject("chats").put("about", "").putArray("list");
        synchronized (town) {
            account.chats().forEach((peer, chat) -> add(chats.addObject(), account, peer, chat));
        }
        return root.toString();
    }

    private static void add(ObjectNode json, Account account, Peer peer, Chat chat) {
        json.put("name", title(chat, account)).put("type", type(chat)).put("id", peer.id());
        ArrayNode messages = json.putArray("messages");
        MessageBox box = account.boxOf(chat);
        for (int id : box.ids(peer)) {
            box.message(id)
                    .ifPresent(message -> add(messages.addObject(), message, title(chat, account)));
        }
    }

    private static String title(Chat chat, Account account) {
        return switch (chat) {
            case PrivateChat talk ->
                    name(talk.one().equals(account.person()) ? talk.other() : talk.one());
            case Group group -> group.title();
            case Channel channel -> channel.title();
        };
    }

    private static String type(Chat chat) {
        return switch (chat) {
            case PrivateChat _ -> "personal_chat";
            case Group _ -> "private_group";
            case Channel channel ->
                    channel.kind() == Channel.Kind.BROADCAST
                            ? "private_channel"
                            : "private_supergroup";
        };
    }

    private static void add(ObjectNode json, Message message, String chat) {
        Action action = message.post().action();
        json.put("id", message.id()).put("type", action == null ? "message" : "service");
        put(json, "date", message.date());
        if (message.editedAt() != null) {
            put(json, "edited", message.editedAt());
        }
        Person author = message.author();
        String role = action == null ? "from" : "actor";
        json.put(role, author == null ? chat : name(author));
        json.put(
                role + "_id",
                author == null ? "channel" + message.peer().id() : "user" + author.id());
        if (action != null) {
            add(json, action);
        }
        if (message.replyTo() != 0) {
            json.put("reply_to_message_id", message.replyTo());
        }
        add(json, message.post().forward());
        add(json, message.post().media());
        json.put("text", message.post().text());
        ArrayNode parts = json.putArray("text_entities");
        if (!message.post().text().isEmpty()) {
            parts.addObject().put("type", "plain").put("text", message.post().text());
        }
    }

    private static void put(ObjectNode json, String key, Instant at) {
        json.put(
                key,
                at.atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        json.put(key + "_unixtime", Long.toString(at.getEpochSecond()));
    }

    private static void add(ObjectNode json, Action action) {
        switch (action) {
            case Action.GroupCreated created -> {
                json.put("action", "create_group").put("title", created.title());
                names(json.putArray("members"), created.members());
            }
            case Action.ChannelCreated created ->
                    json.put("action", "create_channel").put("title", created.title());
            case Action.Renamed renamed ->
                    json.put("action", "edit_group_title").put("title", renamed.title());
            case Action.Joined joined -> {
                json.put("action", "invite_members");
                names(json.putArray("members"), joined.people());
            }
            case Action.Left left -> {
                json.put("action", "remove_members");
                names(json.putArray("members"), List.of(left.person()));
            }
            case Action.Pinned _ -> json.put("action", "pin_message");
            case Action.TopicOpened topic ->
                    json.put("action", "topic_created").put("title", topic.title());
        }
    }

    private static void names(ArrayNode names, List<Person> people) {
        people.forEach(person -> names.add(name(person)));
    }

    private static void add(ObjectNode json, @Nullable Forward forward) {
        switch (forward) {
            case null -> {}
            case Forward.OfPerson person -> json.put("forwarded_from", name(person.author()));
            case Forward.OfName named -> json.put("forwarded_from", named.name());
            case Forward.OfChannel channel -> json.put("forwarded_from", channel.channel().title());
        }
    }

    private static void add(ObjectNode json, @Nullable Media media) {
        switch (media) {
            case null -> {}
            case Media.Photo photo ->
                    json.put("photo", NO_FILE)
                            .put("width", photo.width())
                            .put("height", photo.height());
            case Media.Document document ->
                    json.put("file", NO_FILE)
                            .put("file_name", document.name())
                            .put("mime_type", document.mimeType());
        }
    }

    private static String name(Person person) {
        return (person.firstName() + " " + person.lastName()).strip();
    }
}
