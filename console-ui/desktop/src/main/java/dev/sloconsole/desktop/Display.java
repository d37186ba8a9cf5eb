package dev.sloconsole.desktop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where a window can open: on a display, or, for those who test, in memory. */
final class Display {

    /** One of these is there where Linux has a graphics card: of its own, of NVIDIA's driver, of Windows around it. */
    private static final List<Path> CARDS =
            List.of(Path.of("/dev/dri"), Path.of("/dev/nvidiactl"), Path.of("/dev/dxg"));

    private Display() {}

    /** Chooses the headless platform where {@code SLO_HEADLESS} is set; called before the toolkit starts. */
    static void headless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }

    /** Whether no window can open; found before a toolkit finds it, and says it at length. */
    static boolean missing() {
        if (System.getenv("SLO_HEADLESS") != null) {
            headless();
            return false;
        }
        if (linux() && CARDS.stream().noneMatch(Files::exists) && System.getProperty("prism.order") == null) {
            // JavaFX would load an OpenGL in software, a hundred megabytes with its compiler, only to turn it down.
            System.setProperty("prism.order", "sw");
        }
        var display = System.getenv("DISPLAY");
        return linux()
                && (display == null || display.isBlank())
                && !"Headless".equals(System.getProperty("glass.platform"));
    }

    static boolean linux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    static IllegalStateException none() {
        return new IllegalStateException("There is no display here (DISPLAY is not set), so no window can open."
                + " Run the lesson without one: ./slo rehearse");
    }
}
