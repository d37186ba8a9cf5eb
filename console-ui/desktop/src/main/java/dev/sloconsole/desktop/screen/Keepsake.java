package dev.sloconsole.desktop.screen;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What stays of a class that is recorded.
 *
 * @param journal the file that it is recorded into
 * @param report what the class takes home
 * @param replay opens the recording so far beside the class
 */
public record Keepsake(Path journal, Report report, Replayed replay) {

    /** Writes the report and says where it is; not on the JavaFX thread, for it reads the whole journal. */
    @FunctionalInterface
    public interface Report {
        Path write() throws IOException;
    }

    /**
     * Reads the recording and opens it in a window of its own; not on the JavaFX thread, for it reads the whole journal.
     * Fails with a sentence that says why it cannot be read.
     */
    @FunctionalInterface
    public interface Replayed {
        void open();
    }
}
