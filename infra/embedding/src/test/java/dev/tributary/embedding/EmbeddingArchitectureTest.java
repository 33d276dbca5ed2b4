package dev.tributary.embedding;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.tributary.embedding",
        importOptions = ImportOption.DoNotIncludeTests.class)
class EmbeddingArchitectureTest {

    @ArchTest
    static final ArchRule embedding_stands_on_the_contract_alone =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tributary.archive..",
                            "dev.tributary.log..",
                            "dev.tributary.query..",
                            "dev.tributary.processor..",
                            "org.apache.kafka..",
                            "java.sql..")
                    .because("a model knows neither where texts come from nor where vectors go");

    @ArchTest
    static final ArchRule native_code_stays_behind_two_classes =
            classes()
                    .that()
                    .haveSimpleNameNotStartingWith("Onnx")
                    .and()
                    .haveSimpleNameNotStartingWith("SentenceTokenizer")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages("ai.onnxruntime..", "ai.djl..")
                    .because("another runtime or tokenizer must change little");

    @ArchTest
    static final ArchRule vectors_do_not_depend_on_clock_or_chance =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .because("the same text must give the same vector");
}
