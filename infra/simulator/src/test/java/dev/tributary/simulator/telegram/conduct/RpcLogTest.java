package dev.tributary.simulator.telegram.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.telegram.tl.TlSchema;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RpcLogTest {

    private final RpcLog log = new RpcLog(Set.of("messages.getHistory"), TlSchema.writes());

    private void call(String function) {
        log.add(new RpcRecord(Instant.EPOCH, function, Optional.of(1001L), Optional.empty()));
    }

    @Test
    void aCallThatReadsIsNoViolation() {
        call("messages.getHistory");

        assertThat(log.violations()).isEmpty();
        assertThat(log.counts()).containsEntry("messages.getHistory", 1);
    }

    @Test
    void aCallThatWritesIsOne() {
        call("messages.readHistory");

        assertThat(log.violations())
                .extracting(Violation::kind)
                .containsExactly(Violation.Kind.WRITES);
    }

    @Test
    void aCallThatNobodyKnowsIsOneToo() {
        call("#0a0b0c0d");

        assertThat(log.violations())
                .extracting(Violation::kind)
                .containsExactly(Violation.Kind.UNKNOWN);
    }

    @Test
    void noReadIsAmongTheWrites() {
        assertThat(TlSchema.refusedReads()).doesNotContainAnyElementsOf(TlSchema.writes());
    }
}
