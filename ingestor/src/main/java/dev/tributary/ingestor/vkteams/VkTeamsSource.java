package dev.tributary.ingestor.vkteams;

import dev.tributary.contract.config.Settings.VkTeamsAccount;
import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.identity.Service;
import dev.tributary.contract.raw.RawEvent;
import dev.tributary.ingestor.append.Cursor;
import dev.tributary.ingestor.source.Batch;
import dev.tributary.ingestor.source.Batch.Step;
import dev.tributary.ingestor.source.Source;
import dev.tributary.ingestor.source.SourceUnavailable;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A VK Teams bot. The cursor is the largest `eventId` that was committed; the server holds none
/// for us, so that asking again gives the same events again.
///
/// A poll may outlive the [#read] that started it: when a chat was looked up meanwhile, that is
/// handed out and the next `read` goes on waiting for the same poll.
public final class VkTeamsSource implements Source {

    /// Everything that the server still holds.
    public static final Cursor BEGINNING = new Cursor("0");

    /// A time-out equal to the poll's own would cut answers that are just on their way.
    private static final Duration SLACK = Duration.ofSeconds(15);

    private final VkTeamsAccount settings;
    private final BotApi api;
    private final Clock clock;
    private final PolledEvents polled;

    private @Nullable Connection connection;
    private @Nullable Poll inFlight;

    public VkTeamsSource(VkTeamsAccount settings, HttpClient http, Clock clock) {
        this(settings, http, clock, SLACK);
    }

    VkTeamsSource(VkTeamsAccount settings, HttpClient http, Clock clock, Duration slack) {
        this.settings = settings;
        this.api = new BotApi(settings, http, clock, slack);
        this.clock = clock;
        this.polled =
                new PolledEvents(
                        ChatSelection.of(settings.includeChats(), settings.excludeChats()));
    }

    /// A client for all accounts: HTTP/1.1, because a long poll holds a whole connection anyway,
    /// and no redirects, because they would take the token elsewhere.
    public static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(SLACK)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private record Connection(AccountId account, RawEvents raw, ChatLookups lookups) {}

    private record Poll(long lastEventId, BotApi.Exchange exchange) {}

    @Override
    public AccountId connect() throws InterruptedException {
        AccountId account = whoAmI();
        if (connection == null || !connection.account().equals(account)) {
            closeLookups();
            RawEvents raw = new RawEvents(account, clock);
            ChatLookups lookups = new ChatLookups(api, raw, clock, account.toString());
            lookups.start();
            connection = new Connection(account, raw, lookups);
        }
        return account;
    }

    private AccountId whoAmI() throws InterruptedException {
        try {
            String userId = api.self().envelope().text("userId");
            if (userId.isBlank()) {
                throw new SourceUnavailable(
                        "VK Teams at "
                                + settings.baseUrl()
                                + " does not say whose token this is; check base_url");
            }
            return new AccountId(Service.VKTEAMS, userId);
        } catch (CallDenied e) {
            throw new SourceUnavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Batch read(@Nullable Cursor after) throws InterruptedException {
        Connection open = connection;
        if (open == null) {
            throw new IllegalStateException("read before connect");
        }
        Poll poll = pollAfter(after);
        api.awaitEither(poll.exchange(), open.lookups().arrival());
        boolean answered = poll.exchange().reply().isDone();
        return withLookups(answered ? batch(open, poll) : Batch.EMPTY, after, open.lookups());
    }

    private Batch batch(Connection open, Poll poll) throws InterruptedException {
        BotApi.Answer answer = end(poll);
        List<EventSlice> fresh = polled.fresh(answer.envelope().events(), poll.lastEventId());
        fresh.stream()
                .filter(event -> polled.selects(event.chat()))
                .forEach(event -> open.lookups().saw(event.chat(), event.type()));
        return polled.batch(
                open.account(),
                answer.envelope().events(),
                poll.lastEventId(),
                slice -> open.raw().event(slice, answer.body()));
    }

    /// What was looked up moves no cursor; it goes along with the one that stands.
    private static Batch withLookups(Batch batch, @Nullable Cursor after, ChatLookups lookups) {
        Cursor stands = batch.steps().isEmpty() ? after : batch.steps().getLast().after();
        if (stands == null) {
            return batch;
        }
        List<RawEvent> found = lookups.drain();
        if (found.isEmpty()) {
            return batch;
        }
        List<Step> steps = new ArrayList<>(batch.steps());
        found.forEach(event -> steps.add(new Step(List.of(event), stands)));
        return new Batch(steps, batch.skipped());
    }

    private Poll pollAfter(@Nullable Cursor after) throws InterruptedException {
        long lastEventId = lastEventId(after);
        Poll poll = inFlight;
        if (poll != null && poll.lastEventId() == lastEventId) {
            return poll;
        }
        cancelPoll();
        poll = new Poll(lastEventId, api.poll(lastEventId));
        inFlight = poll;
        return poll;
    }

    private static long lastEventId(@Nullable Cursor after) {
        try {
            return Long.parseLong(after == null ? BEGINNING.value() : after.value());
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "the cursor \""
                            + after
                            + "\" is no event id; run ingestor reset-cursor for this account",
                    e);
        }
    }

    private BotApi.Answer end(Poll poll) throws InterruptedException {
        try {
            BotApi.Answer answer = api.await(poll.exchange());
            inFlight = null;
            if (!answer.envelope().listsEvents()) {
                throw new SourceUnavailable(
                        "VK Teams at " + settings.baseUrl() + " answers a poll without events");
            }
            return answer;
        } catch (SourceUnavailable e) {
            inFlight = null;
            throw e;
        } catch (CallDenied e) {
            inFlight = null;
            throw new SourceUnavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        cancelPoll();
        closeLookups();
    }

    private void cancelPoll() {
        if (inFlight != null) {
            inFlight.exchange().reply().cancel(true);
            inFlight = null;
        }
    }

    private void closeLookups() {
        if (connection != null) {
            connection.lookups().close();
        }
    }
}
