package dev.tributary.ingestor.telegram;

import dev.tributary.contract.config.TelegramSettings;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.ingestor.telegram.tdlib.TdForgetting;
import dev.tributary.ingestor.telegram.tdlib.TdHub;
import dev.tributary.ingestor.telegram.tdlib.TdPurpose;
import dev.tributary.ingestor.telegram.tdlib.TdSession;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions of one account at home. Telegram tells who comes back what he missed, but not for
/// ever, and TDLib does not notice that it was not told all: messages are missing in what it keeps,
/// and edits and deletions too, and it answers from that. So what it keeps is thrown away when it
/// may be outdated, and it asks Telegram for everything anew; so also after a session that was
/// closed soon after it was opened, see [Settling].
///
/// @param name the operator's word for the account
/// @param random for the session's key, if it has none
record AccountSessions(
        String name,
        AccountHome home,
        TelegramSettings telegram,
        TelegramSettings.Account account,
        TdHub hub,
        Clock clock,
        RandomGenerator random)
        implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(AccountSessions.class);

    /// How long Telegram tells is not promised; a day it does.
    static final Duration LONG_ABSENCE = Duration.ofDays(1);

    @Override
    public TdClient next(boolean isOutdated) throws InterruptedException {
        TdSession session = home.open(telegram, account, random);
        boolean wasSettled = home.unsettle();
        if (isOutdated || !wasSettled || wasAwayForLong()) {
            LOG.atInfo()
                    .addKeyValue("account", name)
                    .log("What TDLib keeps may not be whole; all chats are asked for anew");
            TdForgetting.forget(hub, session);
        }
        TdClient client = hub.client(session, TdPurpose.READ);
        client.listen(new Settling(home::settle, clock));
        return client;
    }

    private boolean wasAwayForLong() {
        return home.lastUsed()
                .filter(last -> last.isBefore(clock.instant().minus(LONG_ABSENCE)))
                .isPresent();
    }
}
