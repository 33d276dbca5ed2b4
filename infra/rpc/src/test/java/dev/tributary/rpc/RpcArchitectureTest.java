package dev.tributary.rpc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.rpc",
        importOptions = ImportOption.DoNotIncludeTests.class)
class RpcArchitectureTest {

    private static final String[] CLIENT_SIDE = {
        "dev.tributary.rpc.place..", "dev.tributary.rpc.wire..", "dev.tributary.rpc.client.."
    };

    @ArchTest
    static final ArchRule a_client_needs_the_jdk_alone =
            classes()
                    .that()
                    .resideInAnyPackage(CLIENT_SIDE)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "com.sun.security.auth.module..",
                            "org.jspecify..",
                            "dev.tributary.rpc.place..",
                            "dev.tributary.rpc.wire..",
                            "dev.tributary.rpc.client..")
                    .because("every class that a client loads is paid for by every call");

    @ArchTest
    static final ArchRule a_client_has_no_lambdas =
            noClasses()
                    .that()
                    .resideInAnyPackage(CLIENT_SIDE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.util.function..", "java.util.stream..")
                    .because("the first lambda of a JVM takes longer than a whole call");

    @ArchTest
    static final ArchRule rpc_stands_on_nothing_of_ours =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are ours but not rpc's",
                                    type ->
                                            type.getPackageName().startsWith("dev.tributary.")
                                                    && !type.getPackageName()
                                                            .startsWith("dev.tributary.rpc")))
                    .because("any program of the JVM can use it; commands are bytes here");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.tributary.rpc.(*)..").should().beFreeOfCycles();
}
