package dev.sloconsole.desktop.screen.dashboard;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.web.WebView;

/**
 * WebKit, a hundred megabytes, which the first web view loads on the JavaFX thread, where nothing else happens meanwhile.
 * Loaded before that on another thread it is there already.
 */
final class WebKitLibrary {

    private WebKitLibrary() {}

    /** Loads it for good, from beside JavaFX's own jars; where it lies inside of them, the web view unpacks it. */
    @SuppressWarnings("restricted") // the same library that the web view loads, found as it finds it
    static void load() {
        try {
            var jar = WebView.class.getProtectionDomain().getCodeSource().getLocation();
            var library = Path.of(jar.toURI()).resolveSibling(System.mapLibraryName("jfxwebkit"));
            if (Files.exists(library)) {
                SymbolLookup.libraryLookup(library, Arena.global());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // The web view will look for it itself, and tells what is wrong.
        }
    }
}
