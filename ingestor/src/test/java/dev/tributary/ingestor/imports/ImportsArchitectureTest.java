package dev.tributary.ingestor.imports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.ingestor.imports",
        importOptions = DoNotIncludeTests.class)
class ImportsArchitectureTest {

    @ArchTest
    static final ArchRule formatsKnowNothingOfTheLog =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..imports.telegram..", "..imports.jsonl..", "..imports.file..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..",
                            "dev.tributary.log..",
                            "dev.tributary.ingestor.append..",
                            "picocli..")
                    .because("a format is tested, and added, with nothing but files");

    @ArchTest
    static final ArchRule formatsDoNotKnowEachOther =
            slices().matching("dev.tributary.ingestor.imports.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("to add a format is to add a package");

    @ArchTest
    static final ArchRule filesAreSplitAndNotUnderstood =
            noClasses()
                    .that()
                    .resideInAPackage("..imports..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tributary.contract.event..")
                    .because(
                            "what a message means is the normaliser's business: a rebuild has no"
                                    + " files");
}
