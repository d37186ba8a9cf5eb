package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java file of the project is as palantir-java-format writes it. */
class SourceFormatTest {

    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final String MENDED_BY =
            "mvn test -pl console-ui/desktop -am -Dtest=SourceFormatTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dformat=replace";

    @Test
    void everyFileIsFormatted(@TempDir Path folder) throws Exception {
        boolean replace = "replace".equals(System.getProperty("format"));
        var files = Files.write(folder.resolve("files"), sources());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (var internals : List.of("api", "code", "file", "parser", "tree", "util")) {
            command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + internals + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("com.palantir.javaformat.java.Main", "--palantir", "--skip-reflowing-long-strings"));
        command.addAll(replace ? List.of("--replace") : List.of("--dry-run"));
        command.add("@" + files);
        var formatter = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(formatter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(formatter.waitFor()).as(said).isZero();
        assertThat(said)
                .as("These files are not formatted; this mends them: %s", MENDED_BY)
                .isBlank();
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> PROJECT.relativize(file).toString().contains("src"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
