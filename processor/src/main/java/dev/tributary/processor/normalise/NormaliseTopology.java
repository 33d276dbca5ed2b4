package dev.tributary.processor.normalise;

import dev.tributary.contract.raw.Lane;
import dev.tributary.contract.topic.TopicName;
import dev.tributary.contract.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/// The stream of one lane: its raw topics, one stateless step, its events and the dead letters.
final class NormaliseTopology {

    private static final String RAW = "raw";
    private static final String NORMALISE = "normalise";
    private static final String EVENTS = "events";
    private static final String DEAD_LETTERS = "dead-letters";

    private NormaliseTopology() {}

    static Topology build(Lane lane, Normaliser normaliser, NormaliseMeters meters) {
        String[] rawTopics = Topics.raw(lane).stream().map(TopicName::value).toArray(String[]::new);
        Topology topology = new Topology();
        topology.addSource(RAW, new StringDeserializer(), new ByteArrayDeserializer(), rawTopics);
        topology.addProcessor(
                NORMALISE,
                () ->
                        new NormaliseStep(
                                new Normalisation(normaliser), meters, EVENTS, DEAD_LETTERS),
                RAW);
        topology.addSink(
                EVENTS,
                Topics.events(lane).value(),
                new StringSerializer(),
                new ByteArraySerializer(),
                NORMALISE);
        topology.addSink(
                DEAD_LETTERS,
                Topics.DEAD_LETTERS.value(),
                new StringSerializer(),
                new ByteArraySerializer(),
                NORMALISE);
        return topology;
    }
}
