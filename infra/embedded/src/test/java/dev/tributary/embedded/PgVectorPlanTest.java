package dev.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.embedded.PgVectorPlan.AlreadyThere;
import dev.tributary.embedded.PgVectorPlan.BuildFromSource;
import dev.tributary.embedded.PgVectorPlan.DistributionPackage;
import dev.tributary.embedded.PgVectorPlan.Facts;
import dev.tributary.embedded.PgVectorPlan.Impossible;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PgVectorPlanTest {

    private static final Optional<PgVectorVersion> NONE = Optional.empty();
    private static final Optional<PgVectorVersion> OLD = PgVectorVersion.parse("0.7.4");
    private static final Optional<PgVectorVersion> GOOD = PgVectorVersion.parse("0.8.0-1");

    @Test
    void whatTheInstallationHasIsUsed() {
        var facts = new Facts(17, GOOD, true, GOOD, true, Privilege.ROOT, "s");
        assertThat(PgVectorPlan.of(facts))
                .isEqualTo(new AlreadyThere(new PgVectorVersion(0, 8, 0)));
    }

    @Test
    void theDistributionsPackageComesNext() {
        var facts = new Facts(17, NONE, true, GOOD, true, Privilege.SUDO, "s");
        assertThat(PgVectorPlan.of(facts)).isEqualTo(new DistributionPackage(17));
    }

    @Test
    void anOldOneIsReplaced() {
        var facts = new Facts(16, OLD, true, GOOD, true, Privilege.ROOT, "s");
        assertThat(PgVectorPlan.of(facts)).isEqualTo(new DistributionPackage(16));
    }

    @Test
    void withoutAPackageOrWithAnOldOneItIsBuilt() {
        var without = new Facts(15, NONE, true, NONE, true, Privilege.ROOT, "s");
        var old = new Facts(15, NONE, true, OLD, true, Privilege.ROOT, "s");
        assertThat(PgVectorPlan.of(without)).isEqualTo(new BuildFromSource(15));
        assertThat(PgVectorPlan.of(old)).isEqualTo(new BuildFromSource(15));
    }

    @Test
    void whoMayNotInstallGetsTheCommand() {
        var facts = new Facts(15, NONE, true, NONE, true, Privilege.NONE, "/data/install.sh");
        assertThat(PgVectorPlan.of(facts))
                .isEqualTo(new Impossible("sudo sh '/data/install.sh' source 15"));
    }

    @Test
    void packagesAreOnlyForTheDistributionsServer() {
        var facts = new Facts(17, NONE, false, NONE, false, Privilege.ROOT, "s");
        assertThat(PgVectorPlan.of(facts)).isInstanceOf(Impossible.class);
    }
}
