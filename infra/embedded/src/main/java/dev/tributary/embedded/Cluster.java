package dev.tributary.embedded;

import dev.tributary.contract.config.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of one Postgres cluster: makes them, and stops a server that a killed program left on
/// them.
///
/// @param home the directory that the server's user owns; the cluster is its `data`
record Cluster(PostgresInstallation installation, ServerUser user, Path home) {

    static final String SUPERUSER = "tributary_admin";

    private static final long LEAST_MEGABYTES = 64;

    /// Two databases, the first of the write-ahead log and room to begin with.
    private static final long LEAST_MEGABYTES_AT_FIRST = 256;

    private static final int LOG_BYTES = 10 * 1024 * 1024;

    Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    /// Only on the first start; one that was interrupted is done again.
    void initialise(Secret superuserPassword, Durability durability) throws IOException {
        Path done = home.resolve("initialised");
        boolean initialised = exists(done);
        CannotStart.requireSpace(
                home, initialised ? LEAST_MEGABYTES : LEAST_MEGABYTES_AT_FIRST, "Postgres");
        if (initialised) {
            requireSameMajor();
            return;
        }
        runOrFail(List.of("rm", "-rf", data().toString()));
        Path passwordFile = home.resolve("initdb-password");
        user.write(passwordFile, superuserPassword.value() + "\n");
        runOrFail(initdb(passwordFile, durability));
        runOrFail(List.of("rm", "-f", passwordFile.toString()));
        user.write(data().resolve("postgresql.conf"), "include '" + ClusterSettings.FILE + "'\n");
        user.write(data().resolve("pg_hba.conf"), ClusterSettings.HBA);
        user.write(done, installation.major() + "\n");
    }

    /// On every start, and with it puts a long log aside.
    void configure(ClusterSettings settings) throws IOException {
        user.write(data().resolve(ClusterSettings.FILE), settings.text());
        String rotate =
                "if [ -f \"$1\" ] && [ $(wc -c <\"$1\") -gt $2 ]; then mv \"$1\" \"$1.1\"; fi";
        String most = Integer.toString(LOG_BYTES);
        runOrFail(List.of("sh", "-c", rotate, "sh", log().toString(), most));
    }

    private List<String> initdb(Path passwordFile, Durability durability) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                installation.tool("initdb"),
                                "--pgdata=" + data(),
                                "--username=" + SUPERUSER,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C.UTF-8",
                                "--data-checksums"));
        if (installation.major() >= 17) {
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        if (durability == Durability.THROWAWAY) {
            command.add("--no-sync");
        }
        return command;
    }

    private void requireSameMajor() throws IOException {
        String major = read(data().resolve("PG_VERSION"));
        if (!major.equals(Integer.toString(installation.major()))) {
            throw new CannotStart(
                    "the cluster \""
                            + data()
                            + "\" was made by Postgres "
                            + major
                            + " and \""
                            + installation.bin()
                            + "\" is Postgres "
                            + installation.major()
                            + "; set embedded.postgres_bin to a Postgres "
                            + major
                            + ", or upgrade the cluster by pg_upgrade");
        }
    }

    /// A server of ours that outlived its program stops within a second of it; one that was kept
    /// from that is stopped here. Called by the holder of the directory, so it is nobody else's.
    void stopOrphan() throws IOException {
        if (!exists(data().resolve("postmaster.pid"))) {
            return;
        }
        List<String> status = List.of(installation.tool("pg_ctl"), "status", "--pgdata=" + data());
        if (user.run(status, "").code() == 0) {
            runOrFail(
                    List.of(
                            installation.tool("pg_ctl"),
                            "stop",
                            "--mode=fast",
                            "--wait",
                            "--timeout=60",
                            "--pgdata=" + data()));
        }
    }

    void stopNow() throws IOException {
        runOrFail(
                List.of(
                        installation.tool("pg_ctl"),
                        "stop",
                        "--mode=immediate",
                        "--pgdata=" + data()));
    }

    private boolean exists(Path file) throws IOException {
        return user.run(List.of("test", "-e", file.toString()), "").code() == 0;
    }

    private String read(Path file) throws IOException {
        return runOrFail(List.of("cat", file.toString())).strip();
    }

    /// The end of the server's log: why it did not start.
    String lastWords() throws IOException {
        return user.run(List.of("tail", "-n", "12", log().toString()), "").output();
    }

    private String runOrFail(List<String> command) throws IOException {
        ServerUser.Outcome outcome = user.run(command, "");
        if (outcome.code() != 0) {
            throw new IOException(
                    Path.of(command.getFirst()).getFileName()
                            + " ended with "
                            + outcome.code()
                            + ": "
                            + outcome.output());
        }
        return outcome.output();
    }
}
