package dev.tributary.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.simulator",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNoClient =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.simulator..",
                            "dev.tributary.contract.runtime..",
                            "java..",
                            "javax.crypto..",
                            "com.sun.net.httpserver..",
                            "tools.jackson..",
                            "picocli..",
                            "org.jspecify..")
                    .because(
                            "a simulator that shares code with the client it tests repeats the"
                                    + " client's mistakes");

    @ArchTest
    static final ArchRule httpStaysAtTheEdge =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("HttpFront")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.sun.net.httpserver..")
                    .because("what is answered is decided without a socket");

    @ArchTest
    static final ArchRule servicesDoNotKnowTheProgram =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.tributary.simulator.vkteams..",
                            "dev.tributary.simulator.telegram..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tributary.simulator", "picocli..")
                    .because("tests start a simulator in process, without a command line");

    @ArchTest
    static final ArchRule noFixedClock =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.tributary.simulator.vkteams..",
                            "dev.tributary.simulator.telegram..")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .because("time comes through the constructor");

    @ArchTest
    static final ArchRule aTownKnowsNoProtocol =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.tributary.simulator.telegram.town..",
                            "dev.tributary.simulator.telegram.script..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.simulator.telegram.tl..",
                            "dev.tributary.simulator.telegram.mtproto..",
                            "dev.tributary.simulator.telegram.rpc..")
                    .because("what is true does not depend on how a client is told");
}
