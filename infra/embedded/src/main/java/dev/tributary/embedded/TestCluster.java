package dev.tributary.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/// A Kafka cluster of several nodes in this JVM, each broker and controller, for tests of what one
/// broker does not show: replicas, TLS, rights. Nodes speak to each other in the clear on loopback;
/// what clients speak is the caller's choice.
public final class TestCluster implements AutoCloseable {

    private final List<BrokerNode> nodes;
    private final String bootstrapServers;

    private TestCluster(List<BrokerNode> nodes, String bootstrapServers) {
        this.nodes = List.copyOf(nodes);
        this.bootstrapServers = bootstrapServers;
    }

    /// How a cluster is made.
    ///
    /// @param brokers how many
    /// @param properties of each broker, stronger than the usual ones; the clients' listener is
    ///   `CLIENT`, and speaks `PLAINTEXT`
    /// @param scram users, password by name
    public record Plan(int brokers, Map<String, String> properties, Map<String, String> scram) {
        public Plan {
            properties = Map.copyOf(properties);
            scram = Map.copyOf(scram);
        }

        public static Plan of(int brokers) {
            return new Plan(brokers, Map.of(), Map.of());
        }

        public Plan with(Map<String, String> others) {
            return new Plan(brokers, others, scram);
        }

        public Plan withUsers(Map<String, String> users) {
            return new Plan(brokers, properties, users);
        }
    }

    /// Returns when every node takes requests.
    ///
    /// @param directory empty
    public static TestCluster start(Path directory, Plan plan)
            throws IOException, InterruptedException {
        String id = Uuid.randomUuid().toString();
        List<Integer> ports = freePorts(2 * plan.brokers());
        String voters =
                IntStream.range(0, plan.brokers())
                        .mapToObj(i -> (i + 1) + "@127.0.0.1:" + ports.get(2 * i + 1))
                        .collect(Collectors.joining(","));
        List<BrokerNode> nodes = new ArrayList<>();
        for (int i = 0; i < plan.brokers(); i++) {
            Properties properties = usual(plan.brokers());
            properties.put("node.id", Integer.toString(i + 1));
            properties.put("controller.quorum.voters", voters);
            properties.put("log.dirs", directory.resolve("node-" + (i + 1)).toString());
            properties.put(
                    "listeners",
                    "CLIENT://127.0.0.1:%d,INSIDE://127.0.0.1:0,CONTROLLER://127.0.0.1:%d"
                            .formatted(ports.get(2 * i), ports.get(2 * i + 1)));
            properties.putAll(plan.properties());
            format(directory.resolve("node-" + (i + 1) + ".properties"), properties, id, plan);
            nodes.add(new BrokerNode(properties));
        }
        startAll(nodes);
        return new TestCluster(
                nodes,
                IntStream.range(0, plan.brokers())
                        .mapToObj(i -> "127.0.0.1:" + ports.get(2 * i))
                        .collect(Collectors.joining(",")));
    }

    private static Properties usual(int brokers) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put(
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "INSIDE");
        p.put("auto.create.topics.enable", "false");
        String replicas = Integer.toString(Math.min(brokers, 3));
        p.put("offsets.topic.replication.factor", replicas);
        p.put("offsets.topic.num.partitions", "4");
        p.put("transaction.state.log.replication.factor", replicas);
        p.put("transaction.state.log.min.isr", brokers > 2 ? "2" : "1");
        p.put("transaction.state.log.num.partitions", "4");
        p.put("group.initial.rebalance.delay.ms", "0");
        // On a machine that is busy a node is slow, not gone.
        p.put("broker.session.timeout.ms", "60000");
        p.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        p.put("metric.reporters", "");
        return p;
    }

    private static void format(Path file, Properties properties, String id, Plan plan)
            throws IOException {
        Files.writeString(
                file,
                properties.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("\n")));
        List<String> arguments =
                new ArrayList<>(List.of("--cluster-id", id, "--config", file.toString()));
        plan.scram()
                .forEach((user, password) ->
                        arguments.addAll(
                                List.of(
                                        "--add-scram",
                                        "SCRAM-SHA-256=[name="
                                                + user
                                                + ",password="
                                                + password
                                                + "]")));
        BrokerNode.format(arguments);
    }

    /// At once: a node is up when most of them are.
    private static void startAll(List<BrokerNode> nodes) throws InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            List<Future<?>> starts = new ArrayList<>();
            nodes.forEach(node -> starts.add(threads.submit(node::start)));
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            stopAll(nodes);
            throw new IllegalStateException("a node of the cluster does not start", e);
        }
    }

    private static void stopAll(List<BrokerNode> nodes) {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            nodes.forEach(node -> threads.execute(node::stop));
        }
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free on loopback", e);
        }
    }

    /// Where clients reach all of its brokers.
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        stopAll(nodes);
    }
}
