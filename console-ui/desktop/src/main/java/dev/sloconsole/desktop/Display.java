package dev.sloconsole.desktop;

import java.util.Locale;

/** Where a window can open: on a display, or, for those who test, in memory. */
final class Display {

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
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        var display = System.getenv("DISPLAY");
        return linux
                && (display == null || display.isBlank())
                && !"Headless".equals(System.getProperty("glass.platform"));
    }

    static IllegalStateException none() {
        return new IllegalStateException("There is no display here (DISPLAY is not set), so no window can open."
                + " Run the lesson without one: ./slo rehearse");
    }
}
