package dev.tributary.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import kafka.tools.StorageTool;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/// Broker and controller of one node: what [KafkaRaftServer] puts together, with a stop of our own.
///
/// A broker that stops first gives up the leadership of its partitions. Where it is the only
/// replica nobody leads them then, and its transaction coordinator takes a partition without a
/// leader for a deleted one: it completes a transaction that is just being committed without
/// writing its marker there, and the transaction stays open in that partition for ever. So the
/// coordinator is stopped before; what it has not completed it completes after the next start.
///
/// Its thread is interrupted by that. In the middle of a write an interrupt closes the log's file,
/// which Kafka takes for a broken disk, and it ends the whole process. So the coordinator first
/// resigns from its partitions: that waits for writes under way, and allows no other.
final class BrokerNode {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerNode.class);

    private final BrokerServer broker;
    private final ControllerServer controller;

    BrokerNode(Properties properties) {
        KafkaConfig config = KafkaConfig.fromProps(properties, false);
        var state = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared =
                new SharedServer(
                        config,
                        state._1(),
                        Time.SYSTEM,
                        Server.initializeMetrics(
                                config, Time.SYSTEM, state._1().clusterId().orElseThrow()),
                        CompletableFuture.completedFuture(
                                QuorumConfig.parseVoterConnections(quorum.voters())),
                        QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                        new StandardFaultHandlerFactory(),
                        ServerSocketFactory.INSTANCE);
        this.broker = new BrokerServer(shared);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), state._2());
    }

    /// Prepares the directories of a node that was never started.
    ///
    /// @param arguments of Kafka's own tool, `kafka-storage.sh format`
    static void format(List<String> arguments) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            int code =
                    StorageTool.execute(
                            Stream.concat(Stream.of("format"), arguments.stream())
                                    .toArray(String[]::new),
                            new PrintStream(said, true, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new IOException(said.toString(StandardCharsets.UTF_8).strip());
            }
        } catch (KafkaException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Returns when the broker takes requests.
    void start() {
        controller.startup();
        broker.startup();
    }

    /// Returns when all is written out. Harmless after a failed start.
    void stop() {
        var transactions = broker.transactionCoordinator();
        if (transactions != null) {
            int partitions = broker.config().getInt("transaction.state.log.num.partitions");
            for (int partition = 0; partition < partitions; partition++) {
                transactions.onResignation(partition, Option.empty());
            }
            transactions.shutdown();
        }
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
