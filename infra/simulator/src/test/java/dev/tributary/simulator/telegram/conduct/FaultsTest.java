package dev.tributary.simulator.telegram.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final long ANN = 1001;
    private static final long BEN = 1002;
    private static final String HISTORY = "messages.getHistory";

    private final Faults faults = new Faults(FaultPlan.none());

    private Optional<Faults.Blow> next(Faults asked, String function, long accountId) {
        return asked.next(function, 1, OptionalLong.of(accountId), OptionalLong.of(-4001));
    }

    private static Optional<Faults.Blow> refused(RpcError error) {
        return Optional.of(new Faults.Blow.Refused(error));
    }

    @Test
    void aRefusalIsForOneAccountAndSoManyCalls() {
        faults.refuse(ANN, HISTORY, 2, RpcError.floodWait(61));

        assertThat(next(faults, HISTORY, BEN)).isEmpty();
        assertThat(next(faults, "users.getUsers", ANN)).isEmpty();
        assertThat(next(faults, HISTORY, ANN)).isEqualTo(refused(RpcError.floodWait(61)));
        assertThat(next(faults, HISTORY, ANN)).isEqualTo(refused(RpcError.floodWait(61)));
        assertThat(next(faults, HISTORY, ANN)).isEmpty();
    }

    @Test
    void aForbiddenChatIsForbiddenUntilItIsAllowed() {
        faults.forbid(ANN, -4001, RpcError.chatForbidden());
        Optional<Faults.Blow> forbidden = next(faults, HISTORY, ANN);
        faults.allow(ANN, -4001);

        assertThat(forbidden).isEqualTo(refused(RpcError.chatForbidden()));
        assertThat(next(faults, HISTORY, BEN)).isEmpty();
        assertThat(next(faults, HISTORY, ANN)).isEmpty();
    }

    @Test
    void aFunctionThatMigratedIsAnsweredAtOneDataCenterOnly() {
        faults.migrate("auth.sendCode", "PHONE_MIGRATE", 2);

        assertThat(faults.next("auth.sendCode", 1, OptionalLong.empty(), OptionalLong.empty()))
                .isEqualTo(refused(new RpcError(303, "PHONE_MIGRATE_2")));
        assertThat(faults.next("auth.sendCode", 2, OptionalLong.empty(), OptionalLong.empty()))
                .isEmpty();
    }

    @Test
    void anAccountThatMovedIsAnsweredAtItsNewDataCenter() {
        faults.move(ANN, 2);

        assertThat(next(faults, HISTORY, ANN))
                .isEqualTo(refused(new RpcError(303, "USER_MIGRATE_2")));
        assertThat(faults.next(HISTORY, 2, OptionalLong.of(ANN), OptionalLong.empty())).isEmpty();
        assertThat(next(faults, HISTORY, BEN)).isEmpty();
    }

    @Test
    void filesOfAnAccountThatMovedStayWhereTheyWere() {
        faults.move(ANN, 2);

        assertThat(next(faults, "upload.getFile", ANN)).isEmpty();
        assertThat(next(faults, "help.getConfig", ANN)).isEmpty();
    }

    @Test
    void aLostUpdateIsLostOnce() {
        faults.loseUpdates(ANN, 1);

        assertThat(faults.losesUpdate(ANN)).isTrue();
        assertThat(faults.losesUpdate(ANN)).isFalse();
        assertThat(faults.losesUpdate(BEN)).isFalse();
    }

    @Test
    void aChangeThatDoesNotCountIsWithheldButNotLost() {
        faults.loseUpdates(ANN, 1);
        boolean isLost = faults.withholds(ANN);
        faults.withholdUpdates(ANN);

        assertThat(isLost).isFalse();
        assertThat(faults.withholds(ANN)).isTrue();
    }

    @Test
    void theSameSeedAndCallsGiveTheSameFaults() {
        FaultPlan plan = FaultPlan.of(42, Fault.all());
        Faults one = new Faults(plan);
        Faults two = new Faults(plan);

        for (int i = 0; i < 5_000; i++) {
            assertThat(next(one, HISTORY, ANN)).isEqualTo(next(two, HISTORY, ANN));
            assertThat(one.losesUpdate(ANN)).isEqualTo(two.losesUpdate(ANN));
        }
        assertThat(one.struck(ANN))
                .hasSize(Fault.values().length)
                .allSatisfy((_, times) -> assertThat(times).isEqualTo(10));
    }

    @Test
    void aPlanStrikesAnAccountAndNobodyElse() {
        Faults always = new Faults(FaultPlan.always(Fault.INTERNAL_ERROR, 1));

        assertThat(next(always, HISTORY, ANN)).isEqualTo(refused(RpcError.internal()));
        assertThat(next(always, HISTORY, ANN)).isEmpty();
        assertThat(always.next(HISTORY, 1, OptionalLong.empty(), OptionalLong.empty())).isEmpty();
    }

    @Test
    void aPlanOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new FaultPlan(1, Set.of(), 2, 1))
                .hasMessage("fault chance \"2.0\" is not between 0 and 1");
    }
}
