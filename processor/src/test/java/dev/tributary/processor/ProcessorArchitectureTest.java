package dev.tributary.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.processor.normalise.reading.RawReading;

@AnalyzeClasses(
        packages = "dev.tributary.processor",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ProcessorArchitectureTest {

    @ArchTest
    static final ArchRule programs_stand_on_infra_alone =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.ingestor..",
                            "dev.tributary.cli..",
                            "dev.tributary.standalone..")
                    .because("arrows run downwards: programs never stand on each other");

    @ArchTest
    static final ArchRule readings_are_pure =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..normalise.reading..",
                            "..normalise.vkteams..",
                            "..normalise.telegram..",
                            "..normalise.jsonl..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..",
                            "java.sql..",
                            "java.net..",
                            "java.nio.file..",
                            "java.util.concurrent..",
                            "io.micrometer..",
                            "org.slf4j..")
                    .because("a rebuild, a test and the stream must get the same from a record");

    @ArchTest
    static final ArchRule readings_do_not_know_each_other =
            slices().matching("dev.tributary.processor.normalise.(*)")
                    .should()
                    .beFreeOfCycles()
                    .because("a new service touches one package");

    @ArchTest
    static final ArchRule readings_are_called_so =
            classes()
                    .that()
                    .implement(RawReading.class)
                    .should()
                    .haveSimpleNameEndingWith("Reading")
                    .because("whoever adds a source looks for them");

    @ArchTest
    static final ArchRule nobody_asks_the_clock_while_normalising =
            noClasses()
                    .that()
                    .resideInAPackage("..normalise..")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("the same log gives the same archive, whenever it is read");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tributary.processor.(*)..").should().beFreeOfCycles();
}
