package dev.sloconsole.view.wall;

import java.time.Duration;

/**
 * The caption that is shown, and since when: one that matters stays for some seconds, so that the last row has read it
 * before the next one comes.
 */
public record Held(Caption caption, Duration since) {

    /** What is shown next, when this is what there is to say now. A recording that was wound holds nothing. */
    public Held next(Caption fresh, Duration now) {
        if (fresh.weight() == caption.weight() && sameKind(fresh, caption)) {
            return new Held(fresh, since);
        }
        var shown = now.minus(since);
        boolean held = !shown.isNegative()
                && shown.compareTo(caption.weight().held()) < 0
                && fresh.weight().compareTo(caption.weight()) < 0;
        return held ? this : new Held(fresh, now);
    }

    /** Whether one says the same as another with other numbers. */
    static boolean sameKind(Caption one, Caption other) {
        return withoutNumbers(one).equals(withoutNumbers(other));
    }

    private static String withoutNumbers(Caption caption) {
        return caption.text().replaceAll("[0-9]+", "#");
    }
}
