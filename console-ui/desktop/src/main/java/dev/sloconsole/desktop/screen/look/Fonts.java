package dev.sloconsole.desktop.screen.look;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The fonts, from their jars: Inter, JetBrains Mono (both OFL) and the Material Design icons. */
public final class Fonts {

    private static final String INTER = "/com/formdev/flatlaf/fonts/inter/Inter-";
    private static final String MONO = "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-";
    private static final String ICONS =
            "/META-INF/resources/materialdesign2/7.4.47/fonts/materialdesignicons-webfont.ttf";

    private static boolean loaded;

    private Fonts() {}

    /** Loads them once; a missing one is a broken installation and says so. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        for (var weight : List.of("Regular", "Italic", "SemiBold", "Bold")) {
            load(INTER + weight + ".otf");
        }
        load(MONO + "Regular.ttf");
        load(ICONS);
        loaded = true;
    }

    private static void load(String path) {
        // The icons' font lies where any class loader may read; their jar may be a module of its own.
        var anchor = path.equals(ICONS) ? MaterialDesignC.class : Fonts.class;
        try (var in = anchor.getResourceAsStream(path)) {
            if (in == null || Font.loadFont(in, 12) == null) {
                throw new IllegalStateException(
                        "The font " + path + " is missing from the installation. Build the console again.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The font " + path + " cannot be read. Build the console again.", e);
        }
    }
}
