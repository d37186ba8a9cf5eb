package dev.sloconsole.session;

import java.util.Locale;

/** How the windows of an SLO follow each other. */
public enum Windowing {
    /** One after another: each begins whole, and its end is a verdict. */
    FIXED,
    /** The latest window's length up to now: what failed is forgotten when it is older. */
    ROLLING;

    /** The word for it in journals, such as {@code rolling}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
