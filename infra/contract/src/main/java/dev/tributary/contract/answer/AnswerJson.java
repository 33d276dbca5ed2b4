package dev.tributary.contract.answer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of an answer: `{"data": ..., "meta": ...}`, snake_case, times as RFC 3339 in UTC,
/// unknown values as null. Names are only ever added.
public final class AnswerJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AnswerJson() {}

    public static ObjectNode envelope(Answered answered) {
        ObjectNode envelope = MAPPER.createObjectNode();
        envelope.set("data", data(answered.answer()));
        envelope.set("meta", meta(answered.meta()));
        return envelope;
    }

    public static ObjectNode meta(Meta meta) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("took_ms", Math.round(meta.took().toNanos() / 1e3) / 1e3);
        json.put("as_of", time(meta.asOf()));
        ArrayNode degraded = json.putArray("degraded");
        meta.degraded().forEach(degraded::add);
        json.put("fallback", meta.fallback());
        json.put("next_cursor", meta.next() == null ? null : meta.next().value());
        return json;
    }

    public static ObjectNode data(Answer answer) {
        return switch (answer) {
            case Answer.Hits hits -> list("hits", hits.hits(), AnswerJson::hit);
            case Answer.Messages messages -> messages(messages);
            case Answer.Versions versions -> versions(versions);
            case Answer.ChatList chats -> list("chats", chats.chats(), AnswerJson::chat);
            case Answer.StatsReport stats -> stats(stats);
            case Answer.ArchiveStatus status -> status(status);
        };
    }

    public static ObjectNode hit(Hit hit) {
        ObjectNode json = message(hit.message());
        json.put("snippet", hit.snippet().marked("**", "**"));
        json.put("score", hit.score());
        json.put("repeats", hit.repeats());
        return json;
    }

    public static ObjectNode message(Message message) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("ref", message.ref().toString());
        json.put("source", message.ref().account().service().wireName());
        json.put("account", message.ref().account().toString());
        json.put("chat", message.ref().chat().value());
        json.put("chat_title", message.chatTitle());
        json.put("message_id", message.ref().message().value());
        json.put("sender", message.sender() == null ? null : message.sender().value());
        json.put("sender_name", message.senderName());
        json.put("sent_at", time(message.sentAt()));
        json.put("edited_at", time(message.editedAt()));
        json.put("kind", message.kind().name().toLowerCase(Locale.ROOT));
        json.put("text", message.text());
        ArrayNode attachments = json.putArray("attachments");
        message.attachments().forEach(attached -> attachments.add(attached(attached)));
        json.put("reply_to", message.replyTo() == null ? null : message.replyTo().toString());
        json.put("deleted", message.deleted());
        return json;
    }

    private static ObjectNode attached(Attached attached) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("kind", attached.kind());
        json.put("name", attached.name());
        json.put("mime_type", attached.mimeType());
        json.put("size", attached.size());
        json.put("path", attached.path());
        json.put("stored", attached.stored());
        return json;
    }

    public static ObjectNode chat(Answer.ChatEntry chat) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("ref", chat.ref().toString());
        json.put("source", chat.ref().account().service().wireName());
        json.put("account", chat.ref().account().toString());
        json.put("chat", chat.ref().chat().value());
        json.put("kind", chat.kind() == null ? null : chat.kind().name().toLowerCase(Locale.ROOT));
        json.put("title", chat.title());
        json.put("messages", chat.messages());
        json.put("first_at", time(chat.firstAt()));
        json.put("last_at", time(chat.lastAt()));
        return json;
    }

    private static ObjectNode messages(Answer.Messages messages) {
        ObjectNode json = list("messages", messages.messages(), AnswerJson::message);
        json.put("focus", messages.focus() == null ? null : messages.focus().toString());
        return json;
    }

    private static ObjectNode versions(Answer.Versions versions) {
        ObjectNode json =
                list(
                        "versions",
                        versions.versions(),
                        version -> {
                            ObjectNode one = MAPPER.createObjectNode();
                            one.put("at", time(version.at()));
                            one.put("text", version.text());
                            return one;
                        });
        json.set("message", message(versions.current()));
        json.put("deleted_at", time(versions.deletedAt()));
        return json;
    }

    private static ObjectNode stats(Answer.StatsReport stats) {
        ObjectNode json = list("chats", stats.chats(), AnswerJson::count);
        Answer.Totals totals = stats.totals();
        json.putObject("totals")
                .put("messages", totals.messages())
                .put("replies", totals.replies())
                .put("chats", totals.chats())
                .put("embedded", totals.embedded())
                .put("deleted", totals.deleted())
                .put("first_at", time(totals.firstAt()))
                .put("last_at", time(totals.lastAt()));
        return json;
    }

    private static ObjectNode count(Answer.ChatCount count) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("chat", count.ref().chat().value());
        json.put("ref", count.ref().toString());
        json.put("title", count.title());
        json.put("messages", count.messages());
        json.put("replies", count.replies());
        json.put("embedded", count.embedded());
        return json;
    }

    private static ObjectNode status(Answer.ArchiveStatus status) {
        ObjectNode json = list("accounts", status.accounts(), AnswerJson::account);
        if (status.embedding() == null) {
            json.putNull("embedding");
        } else {
            json.set("embedding", embedding(status.embedding()));
        }
        return json;
    }

    private static ObjectNode account(Answer.AccountStatus account) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("account", account.account().toString());
        json.put("source", account.account().service().wireName());
        json.put("chats", account.chats());
        json.put("messages", account.messages());
        json.put("last_event_at", time(account.lastEventAt()));
        return json;
    }

    public static ObjectNode embedding(Answer.EmbeddingStatus embedding) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("model", embedding.model());
        json.put("dimension", embedding.dimension());
        json.put("texts", embedding.texts());
        json.put("embedded", embedding.embedded());
        json.put("coverage", embedding.coverage());
        json.put("indexing", embedding.indexing());
        return json;
    }

    private static <T> ObjectNode list(String name, List<T> items, Function<T, ObjectNode> form) {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode array = json.putArray(name);
        items.forEach(item -> array.add(form.apply(item)));
        return json;
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
