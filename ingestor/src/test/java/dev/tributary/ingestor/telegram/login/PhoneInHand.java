package dev.tributary.ingestor.telegram.login;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.ingestor.telegram.tdlib.TdClient;
import dev.tributary.simulator.telegram.town.Account;
import java.time.Clock;

/// Signs a simulated account in as its owner would.
public final class PhoneInHand {

    private PhoneInHand() {}

    /// @param client whose session is not opened yet
    public static AccountId signIn(TdClient client, Account account, String phone)
            throws InterruptedException {
        return new SignIn(client, new Owner(account), Clock.systemUTC(), false, phone).run();
    }

    private record Owner(Account account) implements Prompt {

        @Override
        public String ask(String question) {
            return account.code();
        }

        @Override
        public String askHidden(String question) {
            return account.password().orElseThrow();
        }

        @Override
        public void show(String text) {}
    }
}
