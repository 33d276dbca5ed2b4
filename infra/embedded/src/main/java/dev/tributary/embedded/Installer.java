package dev.tributary.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what is missing on to the machine by its package manager: the edge around
/// `install-postgres.sh`, which holds all the steps that need root.
///
/// @param directory where the script is put, so that an error can name a command to run
record Installer(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);
    private static final String SCRIPT = "install-postgres.sh";
    private static final ServerUser CALLER = new ServerUser(Optional.empty());

    Path script() {
        return directory.resolve(SCRIPT);
    }

    /// @throws CannotStart if this process may not install, or the installation fails
    void installServer() throws IOException {
        writeScript();
        if (privilege() == Privilege.NONE || !exists("apt-get")) {
            throw new CannotStart(
                    "there is no Postgres "
                            + PostgresInstallation.OLDEST
                            + " or newer on this machine and this user may not install it; run:"
                            + " sudo sh '"
                            + script()
                            + "' server (on Debian and its kin; elsewhere install it yourself, or"
                            + " set embedded.postgres_bin)");
        }
        LOG.atInfo().log("there is no Postgres 15 or newer: installing the distribution's");
        run(List.of("server"));
    }

    /// Makes sure that the server offers pgvector.
    ///
    /// @param offered what it offers now
    /// @throws CannotStart if that takes somebody else
    void ensurePgVector(PostgresInstallation installation, Optional<PgVectorVersion> offered)
            throws IOException {
        if (offered.filter(PgVectorVersion::suffices).isPresent()) {
            return;
        }
        writeScript();
        PgVectorPlan plan = PgVectorPlan.of(facts(installation, offered));
        switch (plan) {
            case PgVectorPlan.AlreadyThere _ -> {}
            case PgVectorPlan.DistributionPackage _ -> {
                LOG.atInfo().log("installing the distribution's package of pgvector");
                run(plan.arguments());
            }
            case PgVectorPlan.BuildFromSource _ -> {
                LOG.atInfo().log("building pgvector from Debian's source");
                run(plan.arguments());
            }
            case PgVectorPlan.Impossible(String command) ->
                    throw new CannotStart(
                            "the Postgres in \""
                                    + installation.bin()
                                    + "\" has no pgvector "
                                    + PgVectorVersion.OLDEST
                                    + " or newer; run: "
                                    + command);
        }
    }

    private PgVectorPlan.Facts facts(
            PostgresInstallation installation, Optional<PgVectorVersion> offered)
            throws IOException {
        int major = installation.major();
        boolean distributions =
                installation.bin().equals(Path.of("/usr/lib/postgresql/" + major + "/bin"))
                        && exists("apt-get");
        return new PgVectorPlan.Facts(
                major,
                offered,
                distributions,
                distributions
                        ? candidate("postgresql-" + major + "-pgvector")
                                .flatMap(PgVectorVersion::parse)
                        : Optional.empty(),
                distributions && candidate("postgresql-server-dev-" + major).isPresent(),
                privilege(),
                script().toString());
    }

    private static Optional<String> candidate(String name) throws IOException {
        return CALLER.run(List.of("apt-cache", "policy", name), "")
                .output()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Candidate: ") && !line.endsWith("(none)"))
                .map(line -> line.substring("Candidate: ".length()))
                .findFirst();
    }

    private static Privilege privilege() throws IOException {
        if (ServerUser.isRoot()) {
            return Privilege.ROOT;
        }
        return exists("sudo") && CALLER.run(List.of("sudo", "-n", "true"), "").code() == 0
                ? Privilege.SUDO
                : Privilege.NONE;
    }

    private static boolean exists(String program) throws IOException {
        return CALLER.run(List.of("sh", "-c", "command -v " + program), "").code() == 0;
    }

    private void writeScript() throws IOException {
        try (InputStream script =
                Objects.requireNonNull(Installer.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            Files.copy(script, script(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (privilege() == Privilege.SUDO) {
            command.addAll(List.of("sudo", "-n"));
        }
        command.addAll(List.of("sh", script().toString()));
        command.addAll(arguments);
        ServerUser.Outcome outcome = CALLER.run(command, "");
        LOG.atDebug().addKeyValue("output", outcome.output()).log("the installing script ended");
        if (outcome.code() != 0) {
            throw new CannotStart(
                    "\""
                            + String.join(" ", command)
                            + "\" failed; its last words:\n"
                            + lastLines(outcome.output()));
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }
}
