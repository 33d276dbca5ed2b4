package dev.tributary.mcp.resource;

import dev.tributary.contract.change.Change;
import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.session.Watch;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Who watches what. A client is told of nothing that it may not see: a subscription to it is
/// refused as if there were no such thing.
public final class Subscriptions implements Watch {

    private static final int MOST_OF_A_SESSION = 500;
    private static final int LONGEST = 2_000;

    private final Map<String, Watching> sessions = new ConcurrentHashMap<>();
    private final Runnable first;

    private record Watching(Client client, Set<String> uris) {}

    /// @param first run by each subscription, so that the changes are followed from the first on;
    ///   must return at once
    public Subscriptions(Runnable first) {
        this.first = first;
    }

    @Override
    public boolean subscribe(String session, Client client, String uri) {
        // What is none of ours never changes; it counts, because the SDK keeps it too.
        if (uri.length() > LONGEST
                || (uri.startsWith(ArchiveUri.SCHEME) && !isVisible(uri, client))) {
            return false;
        }
        Set<String> uris =
                sessions.computeIfAbsent(
                                session, _ -> new Watching(client, ConcurrentHashMap.newKeySet()))
                        .uris();
        if (uris.size() >= MOST_OF_A_SESSION && !uris.contains(uri)) {
            return false;
        }
        if (uri.startsWith(ArchiveUri.SCHEME)) {
            first.run();
        }
        return uris.add(uri) || uris.contains(uri);
    }

    private static boolean isVisible(String uri, Client client) {
        return ArchiveUri.parse(uri).filter(resource -> isVisible(resource, client)).isPresent();
    }

    private static boolean isVisible(ArchiveUri resource, Client client) {
        return switch (resource) {
            case ArchiveUri.Chats _ -> true;
            case ArchiveUri.Chat chat -> client.scope().allows(chat.ref());
            case ArchiveUri.Message message -> client.scope().allows(message.ref().chatRef());
        };
    }

    @Override
    public void unsubscribe(String session, String uri) {
        Watching watching = sessions.get(session);
        if (watching != null) {
            watching.uris().remove(uri);
        }
    }

    @Override
    public void forget(String session) {
        sessions.remove(session);
    }

    /// Tells each session once of each resource that these changes touch.
    ///
    /// @param tell the session and the uri
    void changed(Collection<Change> changes, BiConsumer<String, String> tell) {
        sessions.forEach((session, watching) -> {
            Set<String> touched =
                    changes.stream()
                            .filter(change -> watching.client().scope().allows(change.chat()))
                            .flatMap(change -> touched(change).stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new));
            touched.stream()
                    .filter(watching.uris()::contains)
                    .forEach(uri -> tell.accept(session, uri));
        });
    }

    /// Of each session, all that it watches: something may have been missed.
    void all(BiConsumer<String, String> tell) {
        sessions.forEach(
                (session, watching) -> watching.uris().forEach(uri -> tell.accept(session, uri)));
    }

    private static Set<String> touched(Change change) {
        Set<String> uris = new LinkedHashSet<>();
        uris.add(new ArchiveUri.Chat(change.chat()).toString());
        change.ref().ifPresent(ref -> uris.add(new ArchiveUri.Message(ref).toString()));
        uris.add(ArchiveUri.CHATS);
        return uris;
    }
}
