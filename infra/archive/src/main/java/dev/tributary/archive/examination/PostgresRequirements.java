package dev.tributary.archive.examination;

import dev.tributary.archive.examination.PostgresFacts.Extension;
import dev.tributary.archive.feed.FeedProblem;
import dev.tributary.archive.feed.FeedRequirements;
import dev.tributary.contract.runtime.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds a Postgres against what the archive and the change feed need. Nothing needs a superuser
/// but the extensions where the server does not trust them.
final class PostgresRequirements {

    static final String POSTGRES = "Postgres";

    private static final int OLDEST = 15;
    private static final long MAINTENANCE = 256L << 20;
    private static final int CONNECTIONS = 12;

    private final PostgresFacts facts;
    private final boolean isFeedWanted;
    private final boolean isFar;
    private final List<Finding> findings = new ArrayList<>();

    private PostgresRequirements(PostgresFacts facts, boolean isFeedWanted, boolean isFar) {
        this.facts = facts;
        this.isFeedWanted = isFeedWanted;
        this.isFar = isFar;
    }

    /// @param isFar whether the way to it leaves this machine
    static List<Finding> judge(PostgresFacts facts, boolean isFeedWanted, boolean isFar) {
        PostgresRequirements requirements = new PostgresRequirements(facts, isFeedWanted, isFar);
        requirements.server();
        requirements.database();
        List.of("vector", "pg_trgm", "unaccent").forEach(requirements::extension);
        requirements.capacity();
        requirements.feed();
        return List.copyOf(requirements.findings);
    }

    private void server() {
        if (facts.major() < OLDEST) {
            problem(
                    "its version is %s and must be %d or newer".formatted(facts.version(), OLDEST),
                    "pg_upgrade, or another server in postgres.url");
        } else {
            ok("its version is " + facts.version());
        }
        if (facts.isTls()) {
            ok("the connection is encrypted");
        } else if (isFar) {
            warning(
                    "the connection leaves this machine and is not encrypted",
                    "add to postgres.url: ?sslmode=verify-full&sslrootcert=/path/of/ca.pem");
        }
    }

    private void database() {
        String name = quoted(facts.feed().database());
        String role = quoted(facts.feed().role());
        if (!facts.encoding().equals("UTF8") || !facts.knowsCyrillic()) {
            problem(
                    "the database %s does not know Cyrillic letters (encoding %s)"
                            .formatted(name, facts.encoding()),
                    "create database tributary owner %s encoding 'UTF8' locale 'C.UTF-8' template template0;"
                            .formatted(role));
        }
        if (!facts.mayCreate()) {
            problem(
                    "the role %s may not make schemas in the database %s".formatted(role, name),
                    "grant create on database %s to %s;".formatted(name, role));
        }
    }

    private void extension(String name) {
        Optional<Extension> found =
                facts.extensions().stream().filter(each -> each.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            problem(
                    "the server has no extension \"%s\"".formatted(name),
                    name.equals("vector")
                            ? "install pgvector 0.8 or newer (Debian: apt-get install"
                                    + " postgresql-%d-pgvector)".formatted(facts.major())
                            : "install Postgres' contrib modules (postgresql-contrib)");
            return;
        }
        Extension extension = found.get();
        String version =
                extension.installed() != null ? extension.installed() : extension.offered();
        if (name.equals("vector") && version != null && isOlderThan08(version)) {
            problem(
                    "pgvector is of version %s and must be 0.8 or newer".formatted(version),
                    "install a newer pgvector, and then: alter extension vector update;");
        } else if (extension.installed() != null) {
            ok("it has the extension \"%s\" %s".formatted(name, version));
        } else if (extension.mayMake()) {
            ok("the extension \"%s\" %s can be made".formatted(name, version));
        } else {
            problem(
                    "the role %s may not make the extension \"%s\""
                            .formatted(quoted(facts.feed().role()), name),
                    "as a superuser, in the database %s: create extension %s;"
                            .formatted(quoted(facts.feed().database()), name));
        }
    }

    private static boolean isOlderThan08(String version) {
        return version.matches("0\\.[0-7](\\D.*)?");
    }

    private void capacity() {
        if (facts.maintenanceBytes() < MAINTENANCE) {
            warning(
                    "maintenance_work_mem is %d MB: an index of vectors that does not fit is built many times slower"
                            .formatted(facts.maintenanceBytes() >> 20),
                    "alter role %s set maintenance_work_mem = '256MB'; see docs/operations.md"
                            .formatted(quoted(facts.feed().role())));
        }
        if (facts.freeConnections() < CONNECTIONS) {
            warning(
                    "only %d connections are free; a processor and a query daemon need %d"
                            .formatted(facts.freeConnections(), CONNECTIONS),
                    "alter system set max_connections = 100; -- then restart Postgres");
        }
        ok("the database holds %d MB".formatted(facts.databaseBytes() >> 20));
    }

    private void feed() {
        if (!isFeedWanted) {
            return;
        }
        for (FeedProblem problem : FeedRequirements.problems(facts.feed())) {
            warning(
                    problem.sentence() + ": nobody can follow chats live",
                    problem.sql() + " Or set processor.feed = false");
        }
        if (facts.slotKeepsBytes() < 0) {
            warning(
                    "max_slot_wal_keep_size is unlimited: a processor that stays away fills the"
                            + " disk",
                    "alter system set max_slot_wal_keep_size = '4GB'; select pg_reload_conf();");
        }
    }

    private void ok(String sentence) {
        findings.add(Finding.ok(POSTGRES, sentence));
    }

    private void warning(String sentence, String remedy) {
        findings.add(Finding.warning(POSTGRES, sentence, remedy));
    }

    private void problem(String sentence, String remedy) {
        findings.add(Finding.problem(POSTGRES, sentence, remedy));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
