package dev.sloconsole.session.lesson;

import java.util.Optional;

/** Limits for a number, both exclusive; a side without a limit is open. */
public record Bounds(Optional<Double> above, Optional<Double> below) {

    public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    public boolean contain(double value) {
        return above.filter(limit -> value <= limit).isEmpty()
                && below.filter(limit -> value >= limit).isEmpty();
    }
}
