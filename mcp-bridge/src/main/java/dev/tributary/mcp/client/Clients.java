package dev.tributary.mcp.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.question.Scope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Those who may ask over HTTP.
public final class Clients {

    /// Short enough to be typed is short enough to be guessed.
    private static final int SHORTEST_TOKEN = 16;

    private record Known(String digest, Client client) {}

    private final List<Known> known = new ArrayList<>();

    private Clients() {}

    /// @throws IllegalArgumentException for a token that is too short to be one, or that two have
    public static Clients of(Map<String, Settings.McpClient> configured) {
        Clients clients = new Clients();
        new TreeMap<>(configured)
                .forEach((name, client) -> {
                    if (client.token() != null) {
                        clients.add(name, client.token(), client.scope());
                    }
                });
        return clients;
    }

    /// One client that sees everything.
    public static Clients of(String name, Secret token) {
        Clients clients = new Clients();
        clients.add(name, token, Scope.ALL);
        return clients;
    }

    private void add(String name, Secret token, Scope scope) {
        if (token.value().length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "mcp.clients."
                            + name
                            + ".token has fewer than "
                            + SHORTEST_TOKEN
                            + " characters; make one, for example by: openssl rand -hex 32");
        }
        String digest = digest(token.value());
        for (Known other : known) {
            if (isEqual(other.digest, digest)) {
                throw new IllegalArgumentException(
                        "mcp.clients."
                                + name
                                + " has the token of mcp.clients."
                                + other.client.name()
                                + "; give each its own");
            }
        }
        known.add(new Known(digest, new Client(name, scope)));
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /// Takes the same time whoever it is: digests are compared, all of them, in constant time.
    public Optional<Client> byToken(String token) {
        String digest = digest(token);
        Optional<Client> found = Optional.empty();
        for (Known each : known) {
            if (isEqual(each.digest, digest)) {
                found = Optional.of(each.client);
            }
        }
        return found;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
