package dev.tributary.embedded;

import java.util.List;
import java.util.Optional;

/// How the server comes by pgvector.
sealed interface PgVectorPlan {

    record AlreadyThere(PgVectorVersion version) implements PgVectorPlan {}

    record DistributionPackage(int major) implements PgVectorPlan {}

    /// Debian 12 has no package for its Postgres 15, but Debian's source builds against it.
    record BuildFromSource(int major) implements PgVectorPlan {}

    /// @param command what the user runs
    record Impossible(String command) implements PgVectorPlan {}

    /// What a plan is made of.
    ///
    /// @param installed what the server offers
    /// @param distributions whether the server is the distribution's package, so that other
    ///   packages fit it
    /// @param candidate what the package manager has for this server
    /// @param buildable whether the package manager has the server's headers
    /// @param privilege how to become root
    /// @param script the installing script, for the user to run
    record Facts(
            int major,
            Optional<PgVectorVersion> installed,
            boolean distributions,
            Optional<PgVectorVersion> candidate,
            boolean buildable,
            Privilege privilege,
            String script) {}

    static PgVectorPlan of(Facts facts) {
        Optional<PgVectorVersion> there = facts.installed().filter(PgVectorVersion::suffices);
        if (there.isPresent()) {
            return new AlreadyThere(there.get());
        }
        if (facts.distributions()
                && facts.candidate().filter(PgVectorVersion::suffices).isPresent()) {
            return asRoot(facts, "package", new DistributionPackage(facts.major()));
        }
        if (facts.distributions() && facts.buildable()) {
            return asRoot(facts, "source", new BuildFromSource(facts.major()));
        }
        return new Impossible(
                "git clone --branch v"
                        + PgVectorVersion.OLDEST
                        + " https://github.com/pgvector/pgvector.git && cd pgvector && make && sudo"
                        + " make install");
    }

    private static PgVectorPlan asRoot(Facts facts, String step, PgVectorPlan plan) {
        return switch (facts.privilege()) {
            case ROOT, SUDO -> plan;
            case NONE ->
                    new Impossible(
                            "sudo sh '" + facts.script() + "' " + step + " " + facts.major());
        };
    }

    /// The arguments of the installing script; none where there is nothing to install.
    default List<String> arguments() {
        return switch (this) {
            case AlreadyThere _, Impossible _ -> List.of();
            case DistributionPackage(int major) -> List.of("package", Integer.toString(major));
            case BuildFromSource(int major) -> List.of("source", Integer.toString(major));
        };
    }
}
