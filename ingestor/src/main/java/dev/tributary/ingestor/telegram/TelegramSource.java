package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings.Account;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.source.Source;
import dev.tributary.ingestor.source.SourceUnavailable;
import dev.tributary.ingestor.telegram.media.FileStore;
import dev.tributary.ingestor.telegram.media.MediaRule;
import dev.tributary.ingestor.telegram.media.WantedFiles;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A whole account of Telegram's. The session stays open from the first [#connect] to [#close],
/// over every failure but its own end: TDLib connects again by itself. Only where TDLib has missed
/// something that it will not be told any more is it closed and opened anew.
public final class TelegramSource implements Source {

    /// The account is shown as unreachable after a little, and is connected the moment it is not.
    private static final Duration UNREACHABLE = Duration.ofSeconds(5);

    private static final Duration CONNECTING = Duration.ofMinutes(5);

    /// Between two renewals of a session for what TDLib has missed: all is asked for anew.
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(10);

    /// Some minutes of a busy account; each takes a few kilobytes.
    private static final int MOST_UPDATES = 20_000;

    private final String name;
    private final Account settings;
    private final Sessions sessions;
    private final RawHistory history;
    private final FileStore files;
    private final Clock clock;
    private final RandomGenerator random;
    private final Duration longestRead;
    private final Outbox outbox = new Outbox();

    private @Nullable Reception reception;
    private @Nullable AccountId account;
    private Supplier<Map<String, Cursor>> streams = Map::of;
    private Instant renewedAt = Instant.MIN;
    private volatile @Nullable AccountReading reading;

    /// @param name the operator's word for the account
    TelegramSource(
            String name,
            Account settings,
            Sessions sessions,
            RawHistory history,
            FileStore files,
            Clock clock,
            RandomGenerator random) {
        this(name, settings, sessions, history, files, clock, random, Duration.ofSeconds(1));
    }

    TelegramSource(
            String name,
            Account settings,
            Sessions sessions,
            RawHistory history,
            FileStore files,
            Clock clock,
            RandomGenerator random,
            Duration longestRead) {
        this.name = name;
        this.settings = settings;
        this.sessions = sessions;
        this.history = history;
        this.files = files;
        this.clock = clock;
        this.random = random;
        this.longestRead = longestRead;
    }

    /// One opening of the session. Its listener is there before anything can be told.
    private record Reception(
            OpenSession session, Mailbox mailbox, Directory directory, Presence presence) {

        static Reception of(String name, TdClient client, Clock clock) {
            Mailbox mailbox = new Mailbox(MOST_UPDATES);
            Directory directory = new Directory();
            Presence presence = new Presence(clock);
            client.listen(update -> {
                presence.take(update);
                directory.take(update);
                mailbox.push(update);
            });
            OpenSession session = new OpenSession(name, client);
            CompletableFuture<Void> _ = session.ended().thenRun(presence::end);
            return new Reception(session, mailbox, directory, presence);
        }
    }

    @Override
    public AccountId connect() throws InterruptedException {
        AccountId id = open(isRenewalDue());
        Reception open = awaitConnection();
        if (open.presence().longestAbsence().compareTo(AccountSessions.LONG_ABSENCE) > 0) {
            id = open(true);
            Reception _ = awaitConnection();
        }
        return id;
    }

    /// @param isOutdated TDLib has missed something in the session that is open
    private AccountId open(boolean isOutdated) throws InterruptedException {
        Reception open = reception;
        AccountId id = account;
        if (open == null || id == null || isOutdated || open.session().isToBeOpenedAgain()) {
            close();
            open = Reception.of(name, sessions.next(isOutdated), clock);
            reception = open;
            id = open.session().open();
            account = id;
            renewedAt = isOutdated ? clock.instant() : renewedAt;
        }
        return id;
    }

    private Reception awaitConnection() throws InterruptedException {
        Reception open = reception;
        if (open == null) {
            throw new IllegalStateException("there is no session");
        }
        open.session().check();
        open.presence().await(CONNECTING);
        open.session().check();
        return open;
    }

    private boolean isRenewalDue() {
        AccountReading current = reading;
        return current != null
                && current.hasMissedChanges()
                && !clock.instant().isBefore(renewedAt.plus(BETWEEN_RENEWALS));
    }

    @Override
    public void resume(Supplier<Map<String, Cursor>> committed) {
        streams = committed;
    }

    @Override
    public Batch read(@Nullable Cursor after) throws InterruptedException {
        if (isRenewalDue()) {
            throw new SourceUnavailable(
                    "TDLib was not told all changes of a chat; the session is opened anew, and the"
                            + " log is compared with what Telegram has");
        }
        AccountReading current = reading;
        if (current == null) {
            current = begin();
            reading = current;
        }
        Batch batch = current.read(after, longestRead, UNREACHABLE);
        if (batch.steps().isEmpty() && reception != null) {
            reception.session().check();
        }
        return batch;
    }

    private AccountReading begin() {
        Reception open = reception;
        AccountId id = account;
        if (open == null || id == null) {
            throw new IllegalStateException("read before connect");
        }
        RecentMessages recent = new RecentMessages(settings.sweep().window(), clock);
        MediaRule media = new MediaRule(settings.media());
        WantedFiles wanted = new WantedFiles(media);
        history.read(
                id,
                recent.horizon(),
                event -> {
                    recent.remember(event);
                    wanted.remember(event);
                });
        wanted.remembered();
        Requests requests =
                new Requests(
                        name,
                        new Questions(open.session()::ask, clock),
                        open.mailbox(),
                        new RequestLimiter(settings.requestsPerSecond()),
                        random);
        Names names = new Names(open.directory()::name);
        Desk desk =
                new Desk(
                        name,
                        streams.get(),
                        open.directory(),
                        new ChatRules(settings),
                        new TelegramRecords(id, names, clock),
                        requests,
                        outbox,
                        new ForbiddenChats(name),
                        recent,
                        media,
                        wanted,
                        clock);
        return new AccountReading(
                desk,
                open.mailbox(),
                open.presence(),
                new Sweep(desk, settings.sweep().window(), settings.sweep().interval()),
                new People(desk, settings.sweep().membersInterval()),
                new Downloads(desk, files, open.mailbox(), Thread::startVirtualThread));
    }

    @Override
    public ObjectNode details() {
        AccountReading current = reading;
        SyncReport report = current == null ? null : current.report();
        return report == null ? JsonMapper.shared().createObjectNode() : report.json();
    }

    @Override
    public void close() {
        Reception open = reception;
        reception = null;
        account = null;
        reading = null;
        if (open != null) {
            open.session().close();
        }
    }
}
