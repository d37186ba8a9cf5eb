package dev.sloconsole.desktop.screen.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AboutTest {

    /** Maven's local repository holds a library under the folders of its group. */
    private static final Pattern IN_REPOSITORY = Pattern.compile(".*/repository/(.+)/[^/]+/[^/]+/[^/]+\\.jar");

    /** What tests alone need, and compilers. */
    private static final List<String> NOT_SHIPPED = List.of(
            "org.junit",
            "org.assertj",
            "org.awaitility",
            "org.hamcrest",
            "org.opentest4j",
            "org.apiguardian",
            "net.bytebuddy",
            "com.tngtech",
            "net.jqwik",
            "com.palantir",
            "org.functionaljava",
            "org.testcontainers",
            "org.mockito",
            "com.networknt",
            "com.ethlo.time",
            "org.checkerframework");

    @Test
    void everyLibraryThatIsShippedIsNamedWithItsLicence() {
        var told = About.shipped().stream()
                .flatMap(shipped -> shipped.groups().stream())
                .toList();
        var groups = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> IN_REPOSITORY.matcher(jar.replace(File.separatorChar, '/')))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1).replace('/', '.'))
                .distinct()
                .filter(group -> NOT_SHIPPED.stream().noneMatch(group::startsWith))
                .toList();
        assertThat(groups).isNotEmpty().allMatch(group -> told.stream().anyMatch(group::startsWith));
    }

    @Test
    void everyEntryHasALicence() {
        assertThat(About.shipped()).hasSizeGreaterThan(20).allSatisfy(shipped -> {
            assertThat(shipped.name()).isNotBlank();
            assertThat(shipped.licence()).isNotBlank();
        });
    }
}
