package dev.sloconsole.desktop.report;

import java.time.Duration;
import java.util.Locale;

/** Text that goes into a page, always escaped. */
final class Html {

    private final StringBuilder text = new StringBuilder(1 << 14);

    /** Escapes what has a meaning in HTML, for content and for quoted attributes. */
    static String escaped(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** {@code 12:03.4}: minutes, seconds and tenths. */
    static String time(Duration at) {
        long tenths = at.toMillis() / 100;
        return String.format(Locale.ROOT, "%02d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
    }

    /** {@code 7.9 s}. */
    static String seconds(Duration d) {
        return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1_000.0);
    }

    /** Adds markup in which every {@code %s} stands for a text to be escaped. */
    Html add(String markup, Object... texts) {
        var safe = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            safe[i] = escaped(String.valueOf(texts[i]));
        }
        text.append(texts.length == 0 ? markup : String.format(Locale.ROOT, markup, safe)).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
