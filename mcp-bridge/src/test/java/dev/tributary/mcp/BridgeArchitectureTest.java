package dev.tributary.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tributary.mcp", importOptions = DoNotIncludeTests.class)
class BridgeArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_MAIN_EXITS =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("McpBridge")
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .because("a test runs commands in its own process");

    @ArchTest
    static final ArchRule SPEAKS_NO_SQL =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..")
                    .because("the engine alone reads the archive, and enforces what may be seen");

    @ArchTest
    static final ArchRule TOOLS_KNOW_NO_PROTOCOL =
            noClasses()
                    .that()
                    .resideInAnyPackage("..tool..", "..safety..", "..client..", "..archive..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.modelcontextprotocol..", "org.eclipse.jetty..")
                    .because("a newer protocol must leave questions and answers as they are");

    @ArchTest
    static final ArchRule SAFETY_DECIDES_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("..safety..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tributary.query..", "tools.jackson..", "org.slf4j..")
                    .because("what is shown depends on the text alone");

    @ArchTest
    static final ArchRule ENGINES_STAY_BEHIND_THE_ARCHIVE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..archive..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tributary.query..", "dev.tributary.rpc..")
                    .because("who answers is chosen in one place");

    @ArchTest
    static final ArchRule STANDS_ON_NO_OTHER_PROGRAM =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.cli..",
                            "dev.tributary.ingestor..",
                            "dev.tributary.processor..",
                            "dev.tributary.standalone..")
                    .because("the four programs stand on infra, never on each other");
}
