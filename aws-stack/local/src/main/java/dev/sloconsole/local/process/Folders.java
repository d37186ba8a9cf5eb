package dev.sloconsole.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Removes folders of ours that are no longer needed. */
public final class Folders {

    private Folders() {}

    /** Deletes a folder with all that is in it; what cannot be deleted stays for the end of the run. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is still open on Windows cannot go yet.
        }
    }
}
