package dev.tributary.ingestor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.contract.config.Secret;

@AnalyzeClasses(
        packages = "dev.tributary.ingestor",
        importOptions = ImportOption.DoNotIncludeTests.class)
class IngestorArchitectureTest {

    @ArchTest
    static final ArchRule programs_do_not_stand_on_each_other =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.processor..",
                            "dev.tributary.cli..",
                            "dev.tributary.archive..",
                            "dev.tributary.query..",
                            "dev.tributary.simulator..")
                    .because("the log is all that the programs share");

    @ArchTest
    static final ArchRule sources_know_nothing_of_kafka =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..ingestor.source..",
                            "..ingestor.vkteams..",
                            "..ingestor.telegram.tdlib..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "dev.tributary.log..")
                    .because("the appender alone decides what a transaction is");

    @ArchTest
    static final ArchRule the_engine_knows_no_service =
            noClasses()
                    .that()
                    .resideInAnyPackage("..ingestor.append..", "..ingestor.source..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..ingestor.vkteams..", "..ingestor.telegram..", "..ingestor.imports..")
                    .because("a new source touches its own package and the list of accounts");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tributary.ingestor.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_what_hands_a_secret_on_and_the_redaction_see_one =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("BotApi")
                    .and()
                    .doNotHaveSimpleName("Redaction")
                    .and()
                    .doNotHaveSimpleName("TdOpening")
                    .and()
                    .doNotHaveSimpleName("ChildOrder")
                    .should()
                    .callMethod(Secret.class, "value")
                    .because("what never holds a secret cannot log it");

    @ArchTest
    static final ArchRule only_main_exits =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Ingestor")
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .because("everything else must be usable inside another process");
}
