package dev.sloconsole.view.timeline;

import java.time.Duration;
import java.util.Optional;

/**
 * Which part of the axis is in sight.
 *
 * @param from its left end
 * @param length how much of the axis it is; empty for all of it
 */
public record Zoom(Duration from, Optional<Duration> length) {

    /** All of the axis. */
    public static final Zoom WHOLE = new Zoom(Duration.ZERO, Optional.empty());

    /** At less than this nothing more is seen: facts come a quarter of a second apart. */
    private static final Duration LEAST = Duration.ofSeconds(20);

    /** Where the present stands in sight while it is followed, and where it is taken back from. */
    private static final double FOLLOWED = 0.8;

    private static final double LATEST = 0.95;

    /** The right end of what is in sight. */
    public Duration to(Duration end) {
        return length.map(from::plus).orElse(end);
    }

    /**
     * Nearer for a factor below 1, farther for one above it; what is at one moment stays where it is.
     *
     * @param end of the axis
     */
    public Zoom by(double factor, Duration around, Duration end) {
        double old = to(end).minus(from).toMillis();
        double wanted = Math.max(LEAST.toMillis(), old * factor);
        if (wanted >= end.toMillis()) {
            return WHOLE;
        }
        double part = Math.clamp((around.toMillis() - from.toMillis()) / Math.max(1, old), 0, 1);
        return within(around.toMillis() - part * wanted, wanted, end);
    }

    /** Later by this much, as far as the axis goes. */
    public Zoom moved(Duration by, Duration end) {
        return length.map(l -> within(from.plus(by).toMillis(), l.toMillis(), end))
                .orElse(WHOLE);
    }

    /** The same, or later, so that a present that was in sight stays there. */
    public Zoom following(Duration before, Duration now, Duration end) {
        return length.filter(l -> before.compareTo(from) >= 0 && before.compareTo(to(end)) <= 0)
                .filter(l -> now.minus(from).toMillis() > LATEST * l.toMillis())
                .map(l -> within(now.toMillis() - FOLLOWED * l.toMillis(), l.toMillis(), end))
                .orElse(this);
    }

    private static Zoom within(double from, double length, Duration end) {
        double start = Math.clamp(from, 0, Math.max(0, end.toMillis() - length));
        return new Zoom(Duration.ofMillis(Math.round(start)), Optional.of(Duration.ofMillis(Math.round(length))));
    }
}
