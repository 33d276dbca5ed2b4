package dev.tributary.ingestor.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.simulator.telegram.TelegramSimulator;
import dev.tributary.simulator.telegram.conduct.Faults;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Channel;
import dev.tributary.simulator.telegram.town.Chat;
import dev.tributary.simulator.telegram.town.Group;
import dev.tributary.simulator.telegram.town.Person;
import dev.tributary.simulator.telegram.town.Post;
import dev.tributary.simulator.telegram.town.Posting;
import dev.tributary.simulator.telegram.town.PrivateChat;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// An account of a simulated Telegram that the real TDLib reads into a log. It talks with one
/// person in private, in a group and in a supergroup.
final class ReadAccount implements AutoCloseable {

    static final int HISTORY_OF_A_CHAT = 130;

    private static final String NAME = "ann";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TelegramTown telegram;
    private final Account account;
    private final TdHub hub;
    private final MemoryLog log;
    private final Person other;
    final PrivateChat talk;
    final Group group;
    final Channel channel;

    private ReadAccount(TelegramTown telegram, Account account, Path directory)
            throws IOException, InterruptedException {
        this.telegram = telegram;
        this.account = account;
        Town town = telegram.simulator().town();
        this.other = town.addPerson("Cid", "Other");
        this.talk = town.openPrivateChat(account, other);
        List<Person> both = List.of(other, account.person());
        this.group = town.addGroup("Group", both);
        this.channel = town.addChannel("Supergroup", Channel.Kind.SUPERGROUP, both);
        Instant begin = Instant.now().minus(Duration.ofHours(5));
        for (int i = 0; i < HISTORY_OF_A_CHAT; i++) {
            for (Chat chat : chats()) {
                town.remember(chat, other, Post.text("old " + i), begin.plusSeconds(i));
            }
        }
        try (TdHub signingIn = TdHub.open(telegram.library())) {
            AccountId _ = telegram.signIn(signingIn, account);
        }
        this.hub = TdHub.open(telegram.library());
        TelegramSettings settings = telegram.settings();
        this.log =
                MemoryLog.real(
                        new AccountSessions(
                                NAME,
                                AccountHome.of(telegram.data(), NAME),
                                settings,
                                settings.accounts().get(NAME),
                                hub,
                                Clock.systemUTC(),
                                new SecureRandom()));
        log.files(directory.resolve("files"));
    }

    /// Nobody reads it yet.
    static ReadAccount signedIn(Path directory) throws IOException, InterruptedException {
        TelegramTown telegram = TelegramTown.start(directory);
        Account account = telegram.add(NAME, null);
        return new ReadAccount(telegram, account, directory);
    }

    List<Chat> chats() {
        return List.of(talk, group, channel);
    }

    Account account() {
        return account;
    }

    long id() {
        return account.person().id();
    }

    TelegramSimulator telegram() {
        return telegram.simulator();
    }

    Faults faults() {
        return telegram().faults();
    }

    Town town() {
        return telegram().town();
    }

    MemoryLog log() {
        return log;
    }

    Posting say(Chat chat, String text) {
        return town().post(chat, other, Post.text(text));
    }

    Posting say(Chat chat, Post post) {
        return town().post(chat, other, post);
    }

    /// As if the session had not been open for so long; it is closed.
    void wasAwayFor(Duration time) throws IOException {
        Path binlog = telegram.session(account).directory().resolve("td_test.binlog");
        Files.setLastModifiedTime(binlog, FileTime.from(Instant.now().minus(time)));
    }

    /// A field of the report, by its JSON pointer.
    JsonNode told(String pointer) {
        return log.report().at(pointer);
    }

    void readUntilAllIsThere() throws InterruptedException {
        readUntil(() -> log.chats().present().equals(truth()));
    }

    void readUntil(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(() -> log.report() + " lacks " + missing()).isBefore(end);
            log.readOrReconnect();
        }
    }

    private SortedMap<Long, SortedMap<Integer, String>> truth() {
        return LoggedChats.of(telegram().truth(account));
    }

    private Set<String> missing() {
        return LoggedChats.differences(truth(), log.chats().present());
    }

    /// What Telegram refused calls with.
    List<String> refusals() {
        return telegram().rpcLog().records().stream()
                .flatMap(call -> call.refusal().stream())
                .toList();
    }

    /// Nobody may have written anything.
    @Override
    public void close() throws IOException {
        log.close();
        hub.close();
        telegram.close();
        assertThat(telegram().violations()).isEmpty();
    }
}
