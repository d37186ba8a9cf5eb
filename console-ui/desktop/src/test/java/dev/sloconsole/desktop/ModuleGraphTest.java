package dev.sloconsole.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Who may import whom; the arrows of docs/architecture.md. */
class ModuleGraphTest {

    private static final String ROOT = "dev.sloconsole.";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // What the tests of several modules share comes in jars of its own.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.sloconsole");

    @Test
    void everyModuleIsSeen() {
        for (var module :
                new String[] {"app", "local", "stack", "prometheus", "grafana", "session", "view", "desktop"}) {
            classes()
                    .that(in(module))
                    .should()
                    .bePublic()
                    .orShould()
                    .notBePublic()
                    .check(OURS);
        }
    }

    @Test
    void localStackPrometheusGrafanaAndTheAppImportNothingOfOurs() {
        for (var module : new String[] {"app", "local", "stack", "prometheus", "grafana"}) {
            noClasses()
                    .that(in(module))
                    .should()
                    .dependOnClassesThat(oursOutside(module))
                    .check(OURS);
        }
    }

    @Test
    void theSessionImportsFactsSeriesAndPromqlOnly() {
        noClasses()
                .that(in("session"))
                .should()
                .dependOnClassesThat(
                        oursOutside("session", "stack", "prometheus.watch", "prometheus.series", "prometheus.promql"))
                .check(OURS);
    }

    @Test
    void theSessionTakesNothingButFactsFromTheStack() {
        noClasses()
                .that(in("session"))
                .should()
                .dependOnClassesThat(in("stack").and(DescribedPredicate.not(named("dev.sloconsole.stack.StackFact"))))
                .check(OURS);
    }

    @Test
    void mainAloneStartsTheLocalCloud() {
        noClasses()
                .that(in("desktop").and(DescribedPredicate.not(named("dev.sloconsole.desktop.Main"))))
                .should()
                .dependOnClassesThat(in("local"))
                .check(OURS);
    }

    @Test
    void theViewImportsTheSessionAndTheValuesItHandsOut() {
        noClasses()
                .that(in("view"))
                .should()
                .dependOnClassesThat(oursOutside(
                        "view", "session", "stack", "prometheus.watch", "prometheus.series", "prometheus.promql"))
                .check(OURS);
    }

    @Test
    void thePackagesOfViewAndScreenFormNoCircles() {
        slices().matching(ROOT + "view.(*)..").should().beFreeOfCycles().check(OURS);
        slices().matching(ROOT + "desktop.screen.(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void sessionAndViewKnowNoJavaFx() {
        noClasses()
                .that(in("session").or(in("view")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx..")
                .check(OURS);
    }

    @Test
    void noPackagesImportEachOtherInACircle() {
        for (var module : new String[] {"session", "view", "desktop"}) {
            slices().assignedFrom(packages(module)).should().beFreeOfCycles().check(OURS);
        }
    }

    /** Every package of a module a slice, its root among them. */
    private static SliceAssignment packages(String module) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass c) {
                return isIn(c, module) ? SliceIdentifier.of(c.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + module;
            }
        };
    }

    private static DescribedPredicate<JavaClass> in(String module) {
        return DescribedPredicate.describe("in " + module, c -> isIn(c, module));
    }

    private static DescribedPredicate<JavaClass> oursOutside(String... modules) {
        return DescribedPredicate.describe("ours, outside " + String.join(", ", modules), c -> {
            for (var module : modules) {
                if (isIn(c, module)) {
                    return false;
                }
            }
            return c.getPackageName().startsWith("dev.sloconsole");
        });
    }

    /** The class itself or one nested in it. */
    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(
                name, c -> c.getName().equals(name) || c.getName().startsWith(name + "$"));
    }

    private static boolean isIn(JavaClass c, String module) {
        return c.getPackageName().equals(ROOT + module) || c.getPackageName().startsWith(ROOT + module + ".");
    }
}
