package dev.tributary.program;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/// Passes over what the embedded broker tells with ERROR and nobody must act on. A producer sends
/// several batches of a transaction without waiting for the answers. Where the first has to wait
/// for the transaction before it to end, the broker refuses those behind it, which have no
/// beginning yet, and the producer sends all of them again in their order
/// (<https://cwiki.apache.org/confluence/display/KAFKA/KIP-890>). A producer that cannot mend it
/// fails, and its program says so.
final class RepeatedByItsProducer extends Filter<ILoggingEvent> {

    private static final String BROKER = "kafka.server.ReplicaManager";
    private static final String REFUSED =
            "org.apache.kafka.common.errors.OutOfOrderSequenceException";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        IThrowableProxy why = event.getThrowableProxy();
        return why != null
                        && event.getLoggerName().equals(BROKER)
                        && why.getClassName().equals(REFUSED)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
