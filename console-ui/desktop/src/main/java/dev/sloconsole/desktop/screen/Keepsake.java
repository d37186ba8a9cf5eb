package dev.sloconsole.desktop.screen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What stays of a class that is recorded.
 *
 * @param files those that it is recorded into so far, in order: more than one where the disk failed for a while
 * @param report what the class takes home
 * @param replay opens the recording so far beside the class
 */
public record Keepsake(Supplier<List<Path>> files, Report report, Replayed replay) {

    /**
     * Writes a report of each file and says where they are; not on the JavaFX thread, for it reads the whole journal.
     */
    @FunctionalInterface
    public interface Report {
        List<Path> write(List<Path> files) throws IOException;
    }

    /**
     * Reads the recording and opens each of its files in a window of its own; not on the JavaFX thread, for it reads the
     * whole journal. Fails with a sentence that says why it cannot be read.
     */
    @FunctionalInterface
    public interface Replayed {
        void open(List<Path> files);
    }
}
