package dev.tributary.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows of the house, seen from the roof.
@AnalyzeClasses(packages = "dev.tributary", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseArchitectureTest {

    private static final String[] PROGRAMS = {
        "dev.tributary.ingestor..",
        "dev.tributary.processor..",
        "dev.tributary.cli..",
        "dev.tributary.mcp.."
    };
    private static final String[] INFRA = {
        "dev.tributary.contract..",
        "dev.tributary.log..",
        "dev.tributary.program..",
        "dev.tributary.archive..",
        "dev.tributary.embedding..",
        "dev.tributary.query..",
        "dev.tributary.embedded..",
        "dev.tributary.simulator.."
    };

    @ArchTest
    static final ArchRule infra_stands_below_the_programs =
            noClasses()
                    .that()
                    .resideInAnyPackage(INFRA)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PROGRAMS)
                    .because("arrows run downwards only");

    @ArchTest
    static final ArchRule nobody_knows_the_roof =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.tributary.standalone..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tributary.standalone..")
                    .because("standalone alone looks at everything");

    @ArchTest
    static final ArchRule the_ingestor_knows_no_other_program =
            noProgramKnows(
                    "dev.tributary.ingestor..", "dev.tributary.processor..", "dev.tributary.cli..");

    @ArchTest
    static final ArchRule the_processor_knows_no_other_program =
            noProgramKnows(
                    "dev.tributary.processor..", "dev.tributary.ingestor..", "dev.tributary.cli..");

    @ArchTest
    static final ArchRule the_client_knows_no_other_program =
            noProgramKnows(
                    "dev.tributary.cli..", "dev.tributary.ingestor..", "dev.tributary.processor..");

    @ArchTest
    static final ArchRule sources_write_no_rows =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tributary.ingestor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tributary.archive..", "java.sql..")
                    .because("the log is the only way into the archive");

    @ArchTest
    static final ArchRule readers_write_no_log =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.tributary.query..", "dev.tributary.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.clients.producer..")
                    .because("asking changes nothing");

    private static ArchRule noProgramKnows(String program, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(program)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("programs meet in the contract and the topics");
    }
}
