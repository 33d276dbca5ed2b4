package dev.tributary.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tributary.contract.runtime.ArchiveIdentity;
import dev.tributary.contract.runtime.DataDirectory;
import dev.tributary.contract.runtime.ExitCode;
import dev.tributary.contract.runtime.QueryDaemonStart;

@AnalyzeClasses(packages = "dev.tributary.cli", importOptions = DoNotIncludeTests.class)
class CliArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_MAIN_EXITS =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("QueryCli")
                    .and()
                    .doNotHaveSimpleName("DaemonRehearsal")
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .because(
                            "a test, the demo and a daemon run commands in their own process; the"
                                    + " rehearsed daemon is the build's and ends itself");

    @ArchTest
    static final ArchRule COMMANDS_SPEAK_NO_SQL =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..")
                    .because("the engine alone reads the archive");

    @ArchTest
    static final ArchRule THE_CLIENT_IS_THIN =
            classes()
                    .that()
                    .resideInAPackage("..cli.client..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                            "java..",
                                            "org.jspecify..",
                                            "dev.tributary.cli.client..",
                                            "dev.tributary.rpc.client..",
                                            "dev.tributary.rpc.place..",
                                            "dev.tributary.rpc.wire..")
                                    .or(type(ArchiveIdentity.class))
                                    .or(type(QueryDaemonStart.class))
                                    .or(type(DataDirectory.class))
                                    .or(type(ExitCode.class)))
                    .because(
                            "a library that is loaded for every call costs more than the answer of"
                                    + " a warm daemon");

    @ArchTest
    static final ArchRule RENDERERS_ASK_NOTHING =
            noClasses()
                    .that()
                    .resideInAPackage("..render..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.tributary.query..", "org.apache.kafka..", "picocli..")
                    .because("what is printed depends on the answer alone");

    @ArchTest
    static final ArchRule STANDS_ON_NO_OTHER_PROGRAM =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.ingestor..",
                            "dev.tributary.processor..",
                            "dev.tributary.standalone..")
                    .because("the four programs stand on infra, never on each other");
}
