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

    void say(String format, Object... values) {
        var line = format(format, values);
        System.out.println(line);
        lines.add(line);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
