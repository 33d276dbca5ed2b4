package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import dev.tributary.contract.topic.Topics;
import java.nio.file.Path;
import java.util.Properties;

/// How the broker is set up: one node that is broker and controller, small in memory and threads,
/// both listeners on loopback behind one password. Settings by their Kafka names, see
/// <https://kafka.apache.org/documentation/#brokerconfigs>.
record BrokerSettings(Path logs, int port, int controllerPort, Secret password) {

    static final String USER = "tributary";

    /// Room for the record's own header beside the largest value.
    private static final int MESSAGE_MAX_BYTES = Topics.MAX_RECORD_BYTES + 1024 * 1024;

    Properties properties() {
        Properties p = new Properties();
        node(p);
        security(p);
        singleReplica(p);
        small(p);
        groups(p);
        return p;
    }

    String clientJaas() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
                + USER
                + "\" password=\""
                + password.value()
                + "\";";
    }

    private void node(Properties p) {
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.put(
                "listeners",
                "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.put("advertised.listeners", "CLIENT://127.0.0.1:" + port);
        p.put("listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "CLIENT");
        p.put("log.dirs", logs.toString());
        p.put("auto.create.topics.enable", "false");
        // After a kill the controller takes no broker of the same number until this has passed.
        p.put("broker.session.timeout.ms", "6000");
        p.put("broker.heartbeat.interval.ms", "1000");
        p.put("message.max.bytes", Integer.toString(MESSAGE_MAX_BYTES));
    }

    /// The controller wants the password too: who may talk to it may delete topics.
    private void security(Properties p) {
        String jaas = clientJaas().replace(";", " user_" + USER + "=\"" + password.value() + "\";");
        p.put("sasl.enabled.mechanisms", "PLAIN");
        p.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        p.put("sasl.mechanism.controller.protocol", "PLAIN");
        p.put("listener.name.client.plain.sasl.jaas.config", jaas);
        p.put("listener.name.controller.plain.sasl.jaas.config", jaas);
    }

    private static void singleReplica(Properties p) {
        p.put("default.replication.factor", "1");
        p.put("min.insync.replicas", "1");
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "4");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "4");
        // How often it looks for overdue ones: what a killed program left open holds back readers.
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");
    }

    /// One user's chats on one machine. An active segment maps two index files of the maximum size
    /// for every partition, hence the small ones.
    private static void small(Properties p) {
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("background.threads", "2");
        p.put("num.replica.alter.log.dirs.threads", "1");
        p.put("num.recovery.threads.per.data.dir", "2");
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        p.put("log.segment.bytes", Integer.toString(256 * 1024 * 1024));
        p.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        p.put("offsets.load.buffer.size", Integer.toString(1024 * 1024));
        p.put("transaction.state.log.load.buffer.size", Integer.toString(1024 * 1024));
        // Nobody reads the broker's own JMX beans here, and there are thousands of them.
        p.put("metric.reporters", "");
    }

    /// Broker and consumers live and die together: after a kill -9 the members of last time are
    /// still in the group, and a new one waits until they are given up.
    private static void groups(Properties p) {
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("group.min.session.timeout.ms", "6000");
        p.put("group.consumer.min.session.timeout.ms", "6000");
        p.put("group.consumer.session.timeout.ms", "15000");
        p.put("group.consumer.min.heartbeat.interval.ms", "1000");
        p.put("group.consumer.heartbeat.interval.ms", "1000");
        // A stack that was off for a year goes on where it stopped.
        p.put("offsets.retention.minutes", Integer.toString(5 * 365 * 24 * 60));
    }
}
