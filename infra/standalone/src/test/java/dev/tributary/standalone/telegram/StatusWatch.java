package dev.tributary.standalone.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.standalone.RunningStack;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Waits until `query-cli status` tells something of an account.
record StatusWatch(RunningStack stack) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The account is connected.
    ///
    /// @param sync what is told under `sync`
    void awaitConnected(Account account, Predicate<JsonNode> sync) {
        awaitTold(account, "connected", sync);
    }

    void awaitTold(Account account, String state, Predicate<JsonNode> sync) {
        AccountId id = TelegramTown.id(account);
        await().atMost(PATIENCE)
                .until(() -> {
                    AccountsPage page = page();
                    return page.state(id).equals(state) && sync.test(page.account(id).path("sync"));
                });
    }

    void awaitState(Account account, Predicate<String> state) {
        await().atMost(PATIENCE).until(() -> state.test(state(account)));
    }

    /// Telegram has signed it out, and who reads that knows what to do.
    void awaitRejected(Account account) {
        awaitState(account, "rejected"::equals);
        assertThat(page().account(TelegramTown.id(account)).path("reason").asString(""))
                .contains("Telegram has signed this account out", "ingestor telegram login");
    }

    String state(Account account) {
        return page().state(TelegramTown.id(account));
    }

    private AccountsPage page() {
        return AccountsPage.ofQueryCli(stack);
    }

    static boolean isReady(JsonNode sync) {
        return sync.path("connection").asString("").equals("ready");
    }

    /// Since when there is a connection, or none; long ago if nobody says.
    static Instant since(JsonNode sync) {
        return instant(sync.path("connection_since"));
    }

    static Instant instant(JsonNode told) {
        return told.asString("").isEmpty() ? Instant.EPOCH : Instant.parse(told.asString());
    }
}
