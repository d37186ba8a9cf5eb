package dev.sloconsole.session.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of Markdown, printed as they come and kept for the end. */
final class Report {

    private final List<String> lines = new ArrayList<>();

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    void say(String format, Object... values) {
        var line = format(format, values);
        System.out.println(line);
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
