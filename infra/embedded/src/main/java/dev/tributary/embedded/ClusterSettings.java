package dev.tributary.embedded;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The server's settings beyond Postgres' own defaults, see
/// <https://www.postgresql.org/docs/current/runtime-config.html>. What `ALTER SYSTEM` sets wins
/// over them.
record ClusterSettings(int port, Durability durability) {

    static final String FILE = "tributary.conf";

    /// Only with a password, only from this machine.
    static final String HBA =
            """
            host all         all 127.0.0.1/32 scram-sha-256
            host replication all 127.0.0.1/32 scram-sha-256
            """;

    String text() {
        Stream<String> lost =
                switch (durability) {
                    case DURABLE -> Stream.of();
                    case THROWAWAY -> Stream.of("fsync = off", "full_page_writes = off");
                };
        return Stream.concat(lines(), lost).collect(Collectors.joining("\n", "", "\n"));
    }

    private Stream<String> lines() {
        return Stream.of(
                "listen_addresses = '127.0.0.1'",
                "port = " + port,
                // A socket would need a directory that only its users can enter.
                "unix_socket_directories = ''",
                "password_encryption = 'scram-sha-256'",
                "wal_level = logical",
                "max_connections = 60",
                "shared_buffers = 160MB",
                // An HNSW graph that does not fit is built many times slower.
                "maintenance_work_mem = 256MB",
                "max_wal_size = 2GB",
                // The change feed has one slot in each database.
                "max_replication_slots = 20",
                "max_wal_senders = 20",
                // A feed that nobody reads must not fill the disk: it then loses its slot.
                "max_slot_wal_keep_size = 4GB",
                "checkpoint_completion_target = 0.9",
                "wal_compression = on",
                "random_page_cost = 1.1",
                // Plans here are short; compiling them takes longer than running them.
                "jit = off",
                "timezone = 'UTC'",
                "log_timezone = 'UTC'",
                "log_line_prefix = '%m [%p] %q%u@%d '",
                "log_checkpoints = off",
                // A failed statement's text may hold what people wrote.
                "log_min_error_statement = panic",
                "log_error_verbosity = terse");
    }
}
