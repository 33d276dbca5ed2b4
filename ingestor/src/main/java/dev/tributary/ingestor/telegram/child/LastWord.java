package dev.tributary.ingestor.telegram.child;

import dev.tributary.ingestor.source.AccountState;
import dev.tributary.ingestor.source.AccountStatus;
import dev.tributary.ingestor.status.IngestorStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How the accounts are: by the last word of the process that reads them, or, where there is none,
/// by what became of it. One thread changes it, any may look.
final class LastWord {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramChild.class);

    private volatile List<AccountStatus> accounts;

    /// @param accounts before anything was said
    LastWord(List<AccountStatus> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    List<AccountStatus> accounts() {
        return accounts;
    }

    void hear(String line) {
        try {
            accounts = IngestorStatus.read((ObjectNode) JsonMapper.shared().readTree(line));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("A line of the Telegram process is no status and was left");
        }
    }

    boolean isTheEnd() {
        return accounts.stream().allMatch(each -> each.state() instanceof AccountState.Ended);
    }

    /// Of every account.
    void set(AccountState state) {
        accounts = accounts.stream().map(each -> each.withState(state)).toList();
    }

    /// Of those that have not ended.
    void setOfOthers(AccountState state) {
        accounts =
                accounts.stream()
                        .map(each ->
                                each.state() instanceof AccountState.Ended
                                        ? each
                                        : each.withState(state))
                        .toList();
    }
}
