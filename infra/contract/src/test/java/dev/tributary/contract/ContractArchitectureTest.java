package dev.tributary.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.contract",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ContractArchitectureTest {

    @ArchTest
    static final ArchRule contract_stands_on_nothing_of_ours =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tributary.contract..")
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are ours but not the contract's",
                                    type ->
                                            type.getPackageName().startsWith("dev.tributary.")
                                                    && !type.getPackageName()
                                                            .startsWith("dev.tributary.contract")))
                    .because("every program and every part of infra stands on the contract");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tributary.contract.(*)..").should().beFreeOfCycles();
}
