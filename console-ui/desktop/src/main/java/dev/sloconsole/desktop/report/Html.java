package dev.sloconsole.desktop.report;

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

    /** Adds markup in which every {@code %s} stands for a text to be escaped. */
    Html add(String markup, Object... texts) {
        var safe = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            safe[i] = escaped(String.valueOf(texts[i]));
        }
        text.append(texts.length == 0 ? markup : String.format(Locale.ROOT, markup, safe))
                .append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
