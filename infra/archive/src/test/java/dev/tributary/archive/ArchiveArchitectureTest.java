package dev.tributary.archive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.archive",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchiveArchitectureTest {

    @ArchTest
    static final ArchRule rows_are_pure =
            noClasses()
                    .that()
                    .resideInAPackage("..archive.row..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "javax.sql..", "org.postgresql..", "java.io..")
                    .because("all orders of events are proven in memory");

    @ArchTest
    static final ArchRule nobody_asks_the_clock_for_a_row =
            noClasses()
                    .that()
                    .resideInAPackage("..archive.row..")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .because("the archive is a function of the events");

    @ArchTest
    static final ArchRule the_archive_knows_no_log =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "dev.tributary.log..")
                    .because("query programs read the archive without a broker");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tributary.archive.(*)..").should().beFreeOfCycles();
}
