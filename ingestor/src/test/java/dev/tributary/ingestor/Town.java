package dev.tributary.ingestor;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.config.Settings;
import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.contract.config.SettingsLoader;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.ContentType;
import dev.tributary.contract.raw.Origin;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.contract.raw.RawHeader;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.ingestor.append.RawLog;
import dev.tributary.ingestor.launch.Relaunch;
import dev.tributary.simulator.vkteams.Bot;
import dev.tributary.simulator.vkteams.PlainMessage;
import dev.tributary.simulator.vkteams.Script;
import dev.tributary.simulator.vkteams.VkTeamsEvents;
import dev.tributary.simulator.vkteams.VkTeamsSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import tools.jackson.databind.node.ObjectNode;

/// A town that talks: bots, their scripts, the settings that read them, and what of it is in the
/// log. Each bot has an id of its own, because all tests share one log.
public final class Town {

    private static final AtomicLong NEXT_BOT = new AtomicLong(2_000_000_000L);
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private Town() {}

    public static Bot bot() {
        String userId = Long.toString(NEXT_BOT.incrementAndGet());
        return Bot.of(userId, "bot" + userId);
    }

    public static AccountId account(Bot bot) {
        return new AccountId(Service.VKTEAMS, bot.userId());
    }

    public static ObjectNode message(String chat, long number) {
        return VkTeamsEvents.newMessage(
                new PlainMessage(
                        chat, number, "anna", NOON.plusSeconds(number), "text " + number, null));
    }

    /// Messages of one chat, numbered from 1.
    public static List<ObjectNode> messages(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(n -> message("#talk", n)).toList();
    }

    public static Script script(Bot bot, int messages) {
        return Script.of(bot, messages(messages));
    }

    /// A poll of one second, so that nothing waits long.
    public static VkTeamsAccount reading(VkTeamsSimulator simulator, Bot bot) {
        return reading(simulator.baseUrl(), bot, List.of(), List.of());
    }

    public static VkTeamsAccount reading(
            URI baseUrl, Bot bot, List<String> include, List<String> exclude) {
        return new VkTeamsAccount(
                baseUrl, new Secret(bot.token()), include, exclude, Duration.ofSeconds(1), 1_000);
    }

    /// The defaults with these accounts.
    public static Settings settings(Map<String, VkTeamsAccount> accounts) {
        Settings defaults = SettingsLoader.load(null, Map.of());
        return new Settings(
                defaults.kafka(),
                defaults.postgres(),
                defaults.embedding(),
                defaults.processor(),
                defaults.query(),
                defaults.embedded(),
                defaults.logging(),
                defaults.status(),
                defaults.mcp(),
                accounts,
                defaults.telegram());
    }

    /// Where no account is read by another process.
    public static Relaunch relaunch() {
        return new Relaunch(new DataDirectory(Path.of("none")), null, Map.of());
    }

    /// The `msgId`s in the log, in its order, one for each committed event that has one.
    public static List<String> messageIds(Bot bot) {
        return events(bot).stream()
                .map(event -> new String(event.value(), java.nio.charset.StandardCharsets.UTF_8))
                .filter(json -> json.contains("\"msgId\""))
                .map(json -> json.replaceFirst("(?s).*\"msgId\":\"(\\d+)\".*", "$1"))
                .toList();
    }

    public static List<String> messageIds(List<ObjectNode> events) {
        return events.stream().map(e -> e.path("payload").path("msgId").stringValue()).toList();
    }

    /// The chat's look-ups are left out.
    public static List<RawEvent> events(Bot bot) {
        return ofType(bot, ContentType.VKTEAMS_EVENT);
    }

    public static List<RawEvent> ofType(Bot bot, ContentType type) {
        return RawLog.eventsOf(account(bot), Origin.LIVE).stream()
                .filter(event -> event.headers().get(RawHeader.CONTENT_TYPE).equals(type.value()))
                .toList();
    }
}
