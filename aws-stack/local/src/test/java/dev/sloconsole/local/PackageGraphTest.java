package dev.sloconsole.local;

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

/** Which package of the local cloud may import which: no circles, and nothing of ours below the ground. */
class PackageGraphTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sloconsole.local");

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass one) {
                        return SliceIdentifier.of(one.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void theGroundStandsOnNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.sloconsole.local.ground")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are ours and elsewhere") {
                    @Override
                    public boolean test(JavaClass one) {
                        return one.getPackageName().startsWith("dev.sloconsole")
                                && !one.getPackageName().equals("dev.sloconsole.local.ground");
                    }
                })
                .check(OURS);
    }
}
