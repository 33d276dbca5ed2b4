package dev.tributary.mcp;

import dev.tributary.contract.config.Settings;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.Endpoints;
import dev.tributary.mcp.archive.Archive;
import dev.tributary.mcp.audit.AuditEntry;
import dev.tributary.mcp.audit.AuditLog;
import dev.tributary.mcp.resource.ChangeFeed;
import dev.tributary.mcp.resource.Subscriptions;
import dev.tributary.mcp.safety.Safety;
import dev.tributary.mcp.tool.ToolCalls;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// What both ways of serving are made of; nothing here touches Postgres, Kafka or the model before
/// somebody asks.
final class Parts implements AutoCloseable {

    private final Archive archive;
    private final ChangeFeed feed;
    private final AtomicReference<BiConsumer<String, Object>> notify = new AtomicReference<>();
    private final McpJsonMapper mapper = new JacksonMcpJsonMapper(JsonMapper.shared());
    private final Subscriptions subscriptions = new Subscriptions(this::follow);
    private final Offer offer;

    /// @param count told of each call, beside the audit log
    Parts(Settings settings, DataDirectory data, Archive archive, Consumer<AuditEntry> count) {
        this.archive = archive;
        this.feed = new ChangeFeed(() -> Endpoints.resolve(settings, data).kafka());
        AuditLog audit =
                settings.mcp().audit()
                        ? AuditLog.to(data.logs().resolve("mcp-audit.jsonl"))
                        : AuditLog.off();
        this.offer =
                new Offer(
                        new ToolCalls(
                                archive,
                                new Safety(settings.mcp().redact()),
                                count.andThen(audit::write),
                                Clock.system(ZoneId.systemDefault()),
                                new SecureRandom()));
    }

    Offer offer() {
        return offer;
    }

    McpJsonMapper mapper() {
        return mapper;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    /// @param session tells one session: its id and the notification
    void tellBy(BiConsumer<String, Object> session) {
        notify.set(session);
    }

    private void follow() {
        feed.start(subscriptions, this::tell);
    }

    private void tell(String session, String uri) {
        BiConsumer<String, Object> teller = notify.get();
        if (teller != null) {
            teller.accept(session, new McpSchema.ResourcesUpdatedNotification(uri));
        }
    }

    @Override
    public void close() {
        feed.close();
        archive.close();
    }
}
