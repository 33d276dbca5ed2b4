package dev.tributary.ingestor.source;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.source.AccountState.BackingOff;
import dev.tributary.ingestor.source.AccountState.Connected;
import dev.tributary.ingestor.source.AccountState.Connecting;
import dev.tributary.ingestor.source.AccountState.Rejected;
import dev.tributary.ingestor.source.AccountState.Standby;
import dev.tributary.ingestor.source.AccountState.Stopped;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells an operator what became of an account: each move once, and only the moves that matter.
final class AccountLog {

    private static final Logger LOG = LoggerFactory.getLogger(AccountRunner.class);

    private final String name;

    AccountLog(String name) {
        this.name = name;
    }

    void moved(@Nullable AccountId account, AccountState from, AccountState to) {
        Object who = account == null ? name : account;
        switch (to) {
            case Connecting _ -> {}
            case Connected _ -> {
                if (!(from instanceof Connected)) {
                    LOG.atInfo()
                            .addKeyValue("account", who)
                            .addKeyValue("source", name)
                            .log("The account is connected");
                }
            }
            case BackingOff waiting ->
                    LOG.atWarn()
                            .addKeyValue("account", who)
                            .addKeyValue("error", waiting.reason())
                            .addKeyValue("count", waiting.failures())
                            .log("The account failed and will be tried again");
            case Rejected rejected ->
                    LOG.atError()
                            .addKeyValue("account", who)
                            .addKeyValue("error", rejected.reason())
                            .log("The account is refused and stops; the others go on");
            case Standby standby -> {
                if (!(from instanceof Standby)) {
                    LOG.atInfo()
                            .addKeyValue("account", who)
                            .addKeyValue("source", name)
                            .addKeyValue("holder", standby.holder())
                            .log("The account is read by another ingestor; this one stands by");
                }
            }
            case Stopped _ ->
                    LOG.atInfo().addKeyValue("account", who).log("The account is stopped");
        }
    }

    /// Without the exception's message, which nobody has checked for credentials.
    void defect(RuntimeException e) {
        LOG.atError()
                .addKeyValue("account", name)
                .addKeyValue("error", e.getClass().getName())
                .addKeyValue(
                        "stack",
                        Arrays.stream(e.getStackTrace())
                                .limit(12)
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining(" < ")))
                .log("The account met a defect and will be tried again; please report it");
    }
}
