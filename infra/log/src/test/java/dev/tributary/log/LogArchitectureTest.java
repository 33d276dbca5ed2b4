package dev.tributary.log;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.log",
        importOptions = ImportOption.DoNotIncludeTests.class)
class LogArchitectureTest {

    @ArchTest
    static final ArchRule stands_on_the_contract_and_kafkas_client =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.log..",
                            "dev.tributary.contract..",
                            "org.apache.kafka.clients..",
                            "org.apache.kafka.common..",
                            "org.jspecify..",
                            "org.slf4j..",
                            "java..")
                    .because("every program that touches the log carries it, and nothing more");
}
