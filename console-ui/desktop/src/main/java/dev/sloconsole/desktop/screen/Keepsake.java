package dev.sloconsole.desktop.screen;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What stays of a class that is recorded.
 *
 * @param journal the file that it is recorded into
 * @param report what the class takes home
 */
public record Keepsake(Path journal, Report report) {

    /** Writes the report and says where it is; not on the JavaFX thread, for it reads the whole journal. */
    @FunctionalInterface
    public interface Report {
        Path write() throws IOException;
    }
}
