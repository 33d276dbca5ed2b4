package dev.tributary.mcp.http;

import dev.tributary.mcp.client.Client;
import dev.tributary.mcp.client.Clients;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HeaderAccessor;
import io.modelcontextprotocol.server.transport.ServerTransportSecurityException;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;

/// Whether a request may come in: decided by its head alone.
final class Door {

    static final String PATH = "/mcp";
    static final String SESSION = "MCP-Session-Id";
    static final String VERSION = "MCP-Protocol-Version";
    static final List<String> VERSIONS =
            List.of(
                    ProtocolVersions.MCP_2024_11_05,
                    ProtocolVersions.MCP_2025_03_26,
                    ProtocolVersions.MCP_2025_06_18,
                    ProtocolVersions.MCP_2025_11_25);

    private static final Set<String> METHODS = Set.of("POST", "GET", "DELETE");
    private static final String BEARER = "bearer ";

    /// Wrong tokens a minute, of everybody together.
    private static final int MOST_GUESSES = 60;

    private final Clients clients;
    private final DefaultServerTransportSecurityValidator addresses;
    private final RateLimit rate;
    private final RateLimit guesses;
    private final int longestMessage;

    /// @param origins and hosts in the form of the SDK: a port may be `*`
    Door(
            Clients clients,
            List<String> origins,
            List<String> hosts,
            int requestsPerMinute,
            int longestMessage,
            Clock clock) {
        this.clients = clients;
        this.addresses =
                DefaultServerTransportSecurityValidator.builder()
                        .allowedOrigins(origins)
                        .allowedHosts(hosts)
                        .build();
        this.rate = new RateLimit(requestsPerMinute, clock);
        this.guesses = new RateLimit(MOST_GUESSES, clock);
        this.longestMessage = longestMessage;
    }

    /// What a request got at the door.
    sealed interface Verdict {
        record Admitted(Client client) implements Verdict {}

        record Refused(Refusal refusal) implements Verdict {}
    }

    Verdict ask(String method, String path, HttpFields headers) {
        if (!path.equals(PATH)) {
            return refused(404, "there is nothing here; the endpoint is " + PATH);
        }
        Optional<Verdict.Refused> foreign = foreign(headers);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        if (!METHODS.contains(method)) {
            return new Verdict.Refused(
                    Refusal.of(405, "only POST, GET and DELETE are understood")
                            .with("Allow", "POST, GET, DELETE"));
        }
        Optional<Client> client = token(headers).flatMap(clients::byToken);
        if (client.isEmpty()) {
            return stranger();
        }
        Duration wait = rate.take(client.get().name());
        if (!wait.isZero()) {
            return later(wait);
        }
        return headers(method, headers).orElseGet(() -> new Verdict.Admitted(client.get()));
    }

    private Optional<Verdict.Refused> foreign(HttpFields headers) {
        try {
            addresses.validate(new Head(headers));
            return Optional.empty();
        } catch (ServerTransportSecurityException e) {
            return Optional.of(
                    refused(
                            e.getStatusCode(),
                            e.getStatusCode() == 403
                                    ? "this Origin is not allowed; see mcp.allowed_origins"
                                    : "this Host is not served; see mcp.allowed_hosts"));
        }
    }

    /// For the SDK's validator.
    private record Head(HttpFields fields) implements HeaderAccessor {
        @Override
        public List<String> getHeader(String name) {
            return fields.getValuesList(name);
        }

        @Override
        public List<String> getHeaderNames() {
            return List.copyOf(fields.getFieldNamesCollection());
        }
    }

    private static Optional<String> token(HttpFields headers) {
        String authorization = headers.get("Authorization");
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private Verdict stranger() {
        Duration wait = guesses.take("strangers");
        return wait.isZero()
                ? new Verdict.Refused(
                        Refusal.of(401, "a bearer token is wanted")
                                .with("WWW-Authenticate", "Bearer realm=\"tributary\""))
                : later(wait);
    }

    private static Verdict later(Duration wait) {
        return new Verdict.Refused(
                Refusal.of(429, "too many requests; wait a moment")
                        .with("Retry-After", String.valueOf(wait.toSeconds() + 1)));
    }

    private Optional<Verdict> headers(String method, HttpFields headers) {
        String version = headers.get(VERSION);
        if (version != null && !VERSIONS.contains(version)) {
            return Optional.of(
                    refused(
                            400,
                            "unsupported "
                                    + VERSION
                                    + "; supported: "
                                    + String.join(", ", VERSIONS)));
        }
        // A list may come in several lines: https://www.rfc-editor.org/rfc/rfc9110#section-5.3
        String accept = String.join(",", headers.getValuesList("Accept")).toLowerCase(Locale.ROOT);
        boolean takesEvents = takes(accept, "text/event-stream", "text/*");
        return switch (method) {
            case "POST" -> {
                if (!takesEvents || !takes(accept, "application/json", "application/*")) {
                    yield Optional.of(
                            refused(
                                    406,
                                    "Accept must list application/json and text/event-stream"));
                }
                String type = headers.get("Content-Type");
                if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
                    yield Optional.of(refused(415, "Content-Type must be application/json"));
                }
                yield headers.getLongField("Content-Length") > longestMessage
                        ? Optional.of(refused(413, "the message is too long"))
                        : Optional.empty();
            }
            case "GET" ->
                    takesEvents
                            ? Optional.empty()
                            : Optional.of(refused(406, "Accept must list text/event-stream"));
            default -> Optional.empty();
        };
    }

    private static boolean takes(String accept, String type, String family) {
        return accept.contains(type) || accept.contains(family) || accept.contains("*/*");
    }

    private static Verdict.Refused refused(int status, String sentence) {
        return new Verdict.Refused(Refusal.of(status, sentence));
    }
}
