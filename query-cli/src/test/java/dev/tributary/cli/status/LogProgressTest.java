package dev.tributary.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;

class LogProgressTest {

    @Test
    void aGroupThatNobodyKnowsHasReadNothing() {
        var unknown = new ExecutionException(new GroupIdNotFoundException("no such group"));

        assertThat(LogProgress.committed("g", unknown)).isEmpty();
    }

    @Test
    void aGroupThatCannotBeAskedIsNotTakenForOneThatReadNothing() {
        var refused = new ExecutionException(new GroupAuthorizationException("not allowed"));

        assertThatThrownBy(() -> LogProgress.committed("g", refused))
                .isInstanceOf(KafkaException.class)
                .hasMessage("the offsets of the group \"g\" cannot be read: not allowed");
    }
}
