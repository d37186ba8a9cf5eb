package dev.sloconsole.desktop.screen.about;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Version of the program, and the licences of what is shipped with it. */
public final class About {

    public static final String VERSION = "0.1.0";

    private About() {}

    /**
     * Something that is shipped with the program.
     *
     * @param groups the Maven groups that it comes from, or what they begin with
     */
    public record Shipped(String name, String licence, List<String> groups) {}

    /** All that is shipped with the program, in the order of the file. */
    public static List<Shipped> shipped() {
        try (var in = Objects.requireNonNull(
                About.class.getResourceAsStream("licences.txt"), "licences.txt is missing from the installation")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(About::shipped)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of licences could not be read", e);
        }
    }

    private static Shipped shipped(String line) {
        var parts = line.split("\\|", -1);
        return new Shipped(
                parts[0].strip(),
                parts[1].strip(),
                Arrays.stream(parts[2].split(","))
                        .map(String::strip)
                        .filter(group -> !group.isEmpty())
                        .toList());
    }
}
