package dev.sloconsole.view;

import java.util.Locale;

/** What a text or a mark says beside its words; never the only carrier of a meaning. */
public enum Tone {
    PLAIN,
    MUTED,
    GOOD,
    WARN,
    BAD,
    INFO,
    VIOLET;

    /** The style class that colours a text, such as {@code tone-good}. */
    public String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }

    /** The style class that colours a box, such as {@code box-good}. */
    public String boxClass() {
        return "box-" + name().toLowerCase(Locale.ROOT);
    }
}
