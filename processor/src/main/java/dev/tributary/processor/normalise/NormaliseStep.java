package dev.tributary.processor.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.contract.identity.AccountId;
import dev.tributary.contract.raw.RawPosition;
import dev.tributary.contract.topic.Topics;
import dev.tributary.log.DeadLetters;
import dev.tributary.processor.normalise.Outcome.Defect;
import dev.tributary.processor.normalise.Outcome.Events;
import dev.tributary.processor.normalise.Outcome.Ignored;
import dev.tributary.processor.normalise.Outcome.KeyedEvent;
import dev.tributary.processor.normalise.Outcome.Unknown;
import dev.tributary.processor.normalise.Outcome.Unreadable;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one operator between the raw topics and the event topics: asks [Normalisation] and forwards
/// to the sink of events or of dead letters. One instance a task, used by its thread alone.
final class NormaliseStep implements Processor<String, byte[], String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(NormaliseStep.class);
    private static final String STAGE = "normalise";

    /// As much of a value too large to be copied as stays readable.
    private static final int BEGINNING = 64 * 1024;

    private final Normalisation normalisation;
    private final NormaliseMeters meters;
    private final String events;
    private final String deadLetters;
    private ProcessorContext<String, byte[]> context;

    /// @param events the name of the sink of events
    /// @param deadLetters the name of the sink of what could not be read
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    NormaliseStep(
            Normalisation normalisation,
            NormaliseMeters meters,
            String events,
            String deadLetters) {
        this.normalisation = normalisation;
        this.meters = meters;
        this.events = events;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, byte[]> raw) {
        RawPosition position = position(context.recordMetadata().orElseThrow());
        String account = account(raw.key());
        switch (normalisation.of(raw.key(), raw.headers(), raw.value(), position)) {
            case Events(var keyed) -> {
                forward(raw, keyed);
                meters.processed(account);
            }
            case Ignored(String type) -> meters.ignored(account, type);
            case Unknown(String kind, var keyed) -> {
                forward(raw, keyed);
                if (meters.unknown(account, kind)) {
                    log.atWarn()
                            .addKeyValue("account", account)
                            .addKeyValue("event", kind)
                            .addKeyValue("topic", position.topic())
                            .log("raw record of an unknown kind, kept in the raw log");
                }
            }
            case Unreadable(String reason) -> {
                log.atWarn()
                        .addKeyValue("account", account)
                        .addKeyValue("topic", position.topic())
                        .addKeyValue("partition", position.partition())
                        .addKeyValue("offset", position.offset())
                        .addKeyValue("error", reason)
                        .log("raw record dead-lettered");
                bury(raw, reason, position, account);
            }
            case Defect(RuntimeException cause) -> {
                log.atError()
                        .addKeyValue("account", account)
                        .addKeyValue("topic", position.topic())
                        .addKeyValue("partition", position.partition())
                        .addKeyValue("offset", position.offset())
                        .addKeyValue("error", place(cause))
                        .log("normaliser failed on a raw record, which is dead-lettered");
                bury(
                        raw,
                        "the normaliser failed ("
                                + cause.getClass().getSimpleName()
                                + "); this is a defect of Tributary, please report it",
                        position,
                        account);
            }
        }
    }

    private void forward(Record<String, byte[]> raw, List<KeyedEvent> keyed) {
        keyed.forEach(event -> context.forward(record(raw, event), events));
    }

    private static RawPosition position(RecordMetadata metadata) {
        return new RawPosition(metadata.topic(), metadata.partition(), metadata.offset());
    }

    /// For counts and logs: a key that is no account may be anything.
    private static String account(@Nullable String key) {
        try {
            return key == null ? "unknown" : AccountId.parse(key).toString();
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }

    private static Record<String, byte[]> record(Record<String, byte[]> raw, KeyedEvent event) {
        return new Record<>(event.key(), event.json(), raw.timestamp(), new RecordHeaders());
    }

    private void bury(
            Record<String, byte[]> raw, String reason, RawPosition position, String account) {
        Headers headers = new RecordHeaders(raw.headers());
        DeadLetters.annotate(headers, STAGE, reason, position);
        byte[] value = raw.value();
        if (value != null
                && value.length > Topics.MAX_RECORD_BYTES - Normalisation.RECORD_OVERHEAD) {
            headers.add(DeadLetters.FULL_LENGTH, Integer.toString(value.length).getBytes(UTF_8));
            value = Arrays.copyOf(value, BEGINNING);
        }
        context.forward(new Record<>(raw.key(), value, raw.timestamp(), headers), deadLetters);
        meters.failed(account);
    }

    /// The class and the frame: the message might quote what people wrote.
    private static String place(RuntimeException cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return cause.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
