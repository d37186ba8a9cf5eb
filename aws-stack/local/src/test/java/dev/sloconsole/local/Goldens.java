package dev.sloconsole.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a folder that hold a request and its answer each. Run with {@code -Dgolden.write=true} to write them
 * anew, and read the difference.
 *
 * @param folder below this module
 */
public record Goldens(Path folder) {

    /** Those beside a package, such as {@code ecs/golden}. */
    public static Goldens in(String folder) {
        return new Goldens(Path.of("src/test/resources/dev/sloconsole/local").resolve(folder));
    }

    /** Compares a request and its answer with the file of the name. */
    public void check(String name, String text) throws IOException {
        var file = folder.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(requireNonNull(file.getParent()));
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }

    /** Ids and times of the wall clock, which are others in every run, by their kind. */
    public static String masked(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z", "TIME");
    }
}
