package dev.sloconsole.prometheus;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who imports whom within the engine. */
class PackagesTest {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sloconsole.prometheus");

    @Test
    void packagesHaveNoCircles() {
        slices().matching("dev.sloconsole.(**)").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void aLanguageKnowsNothingOfTheServerAroundIt() {
        noClasses()
                .that()
                .resideInAnyPackage("..prometheus.promql..", "..prometheus.series..", "..prometheus.golang..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "dev.sloconsole.prometheus",
                        "..api..",
                        "..config..",
                        "..ingest..",
                        "..remote..",
                        "..rules..",
                        "..scrape..",
                        "..watch.."))
                .check(ENGINE);
    }
}
