package dev.sloconsole.session.lesson;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Limits for a number, both exclusive; a side without a limit is open. */
public record Bounds(Optional<Double> above, Optional<Double> below) {

    public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    /** Both at the same time. */
    Bounds and(Bounds other) {
        return new Bounds(
                Stream.of(above, other.above).flatMap(Optional::stream).max(Comparator.naturalOrder()),
                Stream.of(below, other.below).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }

    /** Why no value lies within them, if none does. */
    Optional<String> impossible() {
        return above.flatMap(least -> below.filter(most -> least >= most)
                .map(most -> "no value is above " + Scale.plain(least) + " and below " + Scale.plain(most) + "."));
    }

    public boolean contain(double value) {
        return above.filter(limit -> value <= limit).isEmpty()
                && below.filter(limit -> value >= limit).isEmpty();
    }
}
