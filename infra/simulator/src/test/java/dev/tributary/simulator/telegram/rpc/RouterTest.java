package dev.tributary.simulator.telegram.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.telegram.conduct.FaultPlan;
import dev.tributary.simulator.telegram.conduct.Faults;
import dev.tributary.simulator.telegram.conduct.RpcLog;
import dev.tributary.simulator.telegram.conduct.RpcRecord;
import dev.tributary.simulator.telegram.mtproto.MtprotoServer;
import dev.tributary.simulator.telegram.mtproto.Refusal;
import dev.tributary.simulator.telegram.mtproto.RpcCall;
import dev.tributary.simulator.telegram.mtproto.ServerKey;
import dev.tributary.simulator.telegram.tl.MalformedTl;
import dev.tributary.simulator.telegram.tl.TlObject;
import dev.tributary.simulator.telegram.tl.TlSchema;
import dev.tributary.simulator.telegram.town.Account;
import dev.tributary.simulator.telegram.town.Town;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final long KEY = 1;
    private static final long STRANGERS_KEY = 2;
    private static final String WRITE = "messages.sendMessage";

    private final Town town = new Town(Clock.systemUTC());
    private final Account ann = town.addAccount("Ann", "");
    private final Functions functions = new Functions();
    private final SignIns signIns = new SignIns();
    private final RpcLog log = new RpcLog(Set.of("users.getUsers"), Set.of(WRITE));
    private MtprotoServer server;
    private Router router;

    @BeforeEach
    void start() throws IOException {
        server =
                MtprotoServer.bind(TlSchema.telegram(), ServerKey.generate(), Clock.systemUTC(), 0);
        router = new Router(town, functions, signIns, new Faults(FaultPlan.none()), log, server);
        signIns.signIn(KEY, ann);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static RpcCall call(long key, String function) {
        return new RpcCall(key, 0, 1, TlObject.of(function));
    }

    @Test
    void aCallThatIsAnsweredIsLoggedWithItsAccount() {
        functions.toAccounts("users.getUsers", (_, _) -> TlObject.of("userEmpty"));

        router.answer(call(KEY, "users.getUsers"));

        assertThat(log.records()).singleElement().satisfies(this::isAnns);
        assertThat(log.records().getFirst().refusal()).isEmpty();
        assertThat(log.violations()).isEmpty();
    }

    private void isAnns(RpcRecord call) {
        assertThat(call.accountId()).isEqualTo(Optional.of(ann.person().id()));
    }

    @Test
    void aWriteIsRefusedAndLogged() {
        assertThatThrownBy(() -> router.answer(call(KEY, WRITE)))
                .isInstanceOf(Refusal.class)
                .hasMessage("METHOD_INVALID");

        assertThat(log.violations()).hasSize(1);
    }

    @Test
    void aCallThatADefectLeavesWithoutAnswerIsLogged() {
        functions.toAccounts(
                "users.getUsers",
                (_, _) -> {
                    throw new MalformedTl("no such field");
                });

        assertThatThrownBy(() -> router.answer(call(KEY, "users.getUsers")))
                .isInstanceOf(MalformedTl.class);

        assertThat(log.records())
                .extracting(RpcRecord::refusal)
                .containsExactly(Optional.of("no answer"));
    }

    @Test
    void aKeyThatNobodySignedInIsTurnedAway() {
        assertThatThrownBy(() -> router.answer(call(STRANGERS_KEY, "users.getUsers")))
                .hasMessage("AUTH_KEY_UNREGISTERED");
    }
}
