package dev.tributary.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tributary.query", importOptions = DoNotIncludeTests.class)
class QueryArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_PROGRAM =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.cli..",
                            "dev.tributary.processor..",
                            "dev.tributary.ingestor..",
                            "dev.tributary.standalone..")
                    .because("the command line, a daemon and an agent's bridge stand on it");

    @ArchTest
    static final ArchRule KNOWS_NO_LOG =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "dev.tributary.log..")
                    .because("an answer comes from the archive alone, also where Kafka is away");

    @ArchTest
    static final ArchRule KNOWS_NO_TERMINAL =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..", "org.jline..")
                    .because("who asks may be an agent");

    @ArchTest
    static final ArchRule FUSION_IS_PURE =
            classes()
                    .that()
                    .haveSimpleNameStartingWith("RankFusion")
                    .or()
                    .haveSimpleName("Excerpt")
                    .or()
                    .haveSimpleName("QueryWords")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages("java.sql..", "javax.sql..", "java.net..", "java.io..")
                    .because("what decides is tested without a database");
}
