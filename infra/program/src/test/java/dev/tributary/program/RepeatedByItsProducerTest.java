package dev.tributary.program;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.Test;

class RepeatedByItsProducerTest {

    private static final String BROKER = "kafka.server.ReplicaManager";

    @Test
    void passes_over_a_batch_that_came_before_the_beginning_of_its_transaction() {
        assertThat(decided(BROKER, new OutOfOrderSequenceException("1 (incoming seq. number)")))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void lets_everything_else_be_told() {
        assertThat(decided(BROKER, new KafkaStorageException("the disk is gone")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decided("dev.tributary", new OutOfOrderSequenceException("a producer of ours")))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private static FilterReply decided(String logger, Exception why) {
        LoggerContext context = new LoggerContext();
        return new RepeatedByItsProducer()
                .decide(
                        new LoggingEvent(
                                "broker", context.getLogger(logger), Level.ERROR, "", why, null));
    }
}
