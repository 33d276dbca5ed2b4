package dev.tributary.standalone.telegram;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.standalone.RunningStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What is told of the accounts, each with its `sync`.
record AccountsPage(List<JsonNode> accounts, String stateKey) {

    AccountsPage {
        accounts = List.copyOf(accounts);
    }

    /// The page of the ingestor.
    static AccountsPage ofIngestor(RunningStack stack) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String page =
                    http.send(
                                    HttpRequest.newBuilder(stack.endpoints().ingestorStatus())
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            return of(JsonMapper.shared().readTree(page).path("accounts"), "state");
        }
    }

    /// What `query-cli status` says.
    static AccountsPage ofQueryCli(RunningStack stack) {
        JsonNode said = JsonMapper.shared().readTree(stack.ask("status", "--output", "json"));
        return of(said.at("/data/accounts"), "connection");
    }

    private static AccountsPage of(JsonNode accounts, String stateKey) {
        return new AccountsPage(accounts.valueStream().toList(), stateKey);
    }

    /// Missing where the account is not told of, or not yet by its id.
    JsonNode account(AccountId id) {
        return accounts.stream()
                .filter(each -> each.path("account").asString("").equals(id.toString()))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /// `connected`, `backing_off`, `rejected` and the like.
    String state(AccountId id) {
        return account(id).path(stateKey).asString("");
    }

    /// As `2 of 2`.
    String connected() {
        long connected =
                accounts.stream()
                        .filter(each -> each.path(stateKey).asString("").equals("connected"))
                        .count();
        return connected + " of " + accounts.size();
    }

    boolean isHistoryThere() {
        return accounts.stream()
                .map(each -> each.at("/sync/backfill"))
                .allMatch(backfill ->
                        backfill.path("chats").asInt(0) > 0
                                && backfill.path("done").asInt(0)
                                        == backfill.path("chats").asInt(0));
    }

    /// One line, for people who wait.
    String progress() {
        return accounts.stream()
                .map(each ->
                        "%s, %d messages, %d %%, %d holes, %d lost"
                                .formatted(
                                        each.path(stateKey).asString(""),
                                        each.at("/sync/messages").asLong(0),
                                        each.at("/sync/backfill/percent").asInt(0),
                                        each.at("/sync/holes").asInt(0),
                                        each.at("/sync/lost").asLong(0)))
                .collect(Collectors.joining("; "));
    }
}
