package dev.tributary.simulator.telegram.town;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said.
///
/// @param album messages of the same album have the same number, 0 is none
/// @param topic the id of a forum's topic, 0 is none
/// @param action makes it a service message; its text is empty then
public record Post(
        String text,
        List<Entity> entities,
        @Nullable Media media,
        @Nullable Reply reply,
        @Nullable Forward forward,
        long album,
        int topic,
        @Nullable Action action) {

    public Post {
        entities = List.copyOf(entities);
    }

    public static Post text(String text) {
        return new Post(text, List.of(), null, null, null, 0, 0, null);
    }

    public static Post service(Action action) {
        return new Post("", List.of(), null, null, null, 0, 0, action);
    }

    public Post saying(String newText) {
        return new Post(newText, List.of(), media, reply, forward, album, topic, action);
    }

    public Post with(Entity... marks) {
        return new Post(text, List.of(marks), media, reply, forward, album, topic, action);
    }

    public Post with(Media file) {
        return new Post(text, entities, file, reply, forward, album, topic, action);
    }

    public Post replying(Reply answered) {
        return new Post(text, entities, media, answered, forward, album, topic, action);
    }

    public Post forwarding(Forward origin) {
        return new Post(text, entities, media, reply, origin, album, topic, action);
    }

    public Post inAlbum(long number) {
        return new Post(text, entities, media, reply, forward, number, topic, action);
    }

    public Post inTopic(int number) {
        return new Post(text, entities, media, reply, forward, album, number, action);
    }

    /// What people say is not for logs.
    @Override
    public String toString() {
        return action == null ? "Post of " + text.length() + " characters" : "Post of an action";
    }
}
