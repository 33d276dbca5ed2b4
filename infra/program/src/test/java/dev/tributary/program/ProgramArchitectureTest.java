package dev.tributary.program;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.program",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ProgramArchitectureTest {

    @ArchTest
    static final ArchRule stands_on_the_contract_alone =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            JavaClass.Predicates.resideInAPackage("dev.tributary..")
                                    .and(
                                            JavaClass.Predicates.resideOutsideOfPackages(
                                                    "dev.tributary.program..",
                                                    "dev.tributary.contract..")))
                    .because("every program begins and ends with it, whatever it does between");

    @ArchTest
    static final ArchRule speaks_no_kafka =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..")
                    .because(
                            "a failure of Kafka is known by its name, so that query-cli need not"
                                    + " carry a client");
}
