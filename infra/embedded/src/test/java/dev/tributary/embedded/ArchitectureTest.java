package dev.tributary.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tributary.embedded", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theBrokersInsidesStayInTwoPlaces =
            classes()
                    .that()
                    .doNotHaveFullyQualifiedName(EmbeddedBroker.class.getName())
                    .and()
                    .doNotHaveFullyQualifiedName(BrokerNode.class.getName())
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages("kafka..", "org.apache.kafka.server..")
                    .because("they are not Kafka's public API and change with every release");

    @ArchTest
    static final ArchRule theApplicationsConnectionsAreNotMadeHere =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(Databases.class.getName())
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.sql.DriverManager")
                    .because("only the superuser's few statements run here");

    @ArchTest
    static final ArchRule processesStartAsTheRightUser =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(ServerUser.class.getName())
                    .and()
                    .doNotHaveFullyQualifiedName(TestCertificates.class.getName())
                    .should()
                    .callConstructor(ProcessBuilder.class, String[].class)
                    .orShould()
                    .callConstructor(ProcessBuilder.class, java.util.List.class)
                    .because("Postgres must never run as root; keytool may");
}
