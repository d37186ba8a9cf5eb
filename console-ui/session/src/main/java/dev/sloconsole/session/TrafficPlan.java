package dev.sloconsole.session;

import java.time.Duration;
import java.util.Locale;

/**
 * The traffic that the instructor wants: an open loop of requests at a rate, of which a part goes to {@code /fail}.
 *
 * @param ratePerSecond requests a second, 1 to 2,000; kept while off, so that it can be switched on again
 * @param failurePercent of the requests in mode PARTIAL_FAILURE, 1 to 100; kept in the other modes
 */
public record TrafficPlan(Mode mode, int ratePerSecond, int failurePercent) {

    /** The most requests a second. */
    public static final int MAX_RATE = 2_000;

    /** How the rate moves over time. */
    public sealed interface Shape {

        /** How many times the rate comes at most. */
        int peak();

        /** No request at all. */
        record Silence() implements Shape {
            @Override
            public int peak() {
                return 0;
            }
        }

        /** The rate, evenly. */
        record Even() implements Shape {
            @Override
            public int peak() {
                return 1;
            }
        }

        /**
         * The rate, and now and then several times of it, calm first.
         *
         * @param every from the start of one burst to the start of the next
         */
        record Bursts(Duration every, Duration length, int peak) implements Shape {}

        /** From the rate evenly up to several times of it, where it stays. */
        record Ramp(Duration length, int peak) implements Shape {}
    }

    /**
     * What the traffic buttons choose. Another mode is another line here: its word, its button, its menu and its colours
     * follow from its name, its shape and whether it fails; another shape is its part of the schedule and its words.
     */
    public enum Mode {
        OFF(new Shape.Silence(), false),
        NORMAL(new Shape.Even(), false),
        PARTIAL_FAILURE(new Shape.Even(), true),
        BURST(new Shape.Bursts(Duration.ofSeconds(30), Duration.ofSeconds(5), 5), false),
        RAMP(new Shape.Ramp(Duration.ofMinutes(2), 10), false);

        @SuppressWarnings("ImmutableEnumChecker") // a shape is a record of numbers
        private final Shape shape;

        private final boolean fails;

        Mode(Shape shape, boolean fails) {
            this.shape = shape;
            this.fails = fails;
        }

        public Shape shape() {
            return shape;
        }

        /** Whether a share of the requests goes to {@code /fail}. */
        public boolean fails() {
            return fails;
        }

        /** The word for it in lessons and journals, such as {@code partial-failure}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public TrafficPlan {
        if (ratePerSecond < 1 || ratePerSecond > MAX_RATE) {
            throw new IllegalArgumentException(
                    "The request rate must be 1 to 2,000 a second, not " + ratePerSecond + ".");
        }
        if (failurePercent < 1 || failurePercent > 100) {
            throw new IllegalArgumentException(
                    "The failure share must be 1 to 100 percent, not " + failurePercent + ".");
        }
    }

    /** No traffic; 20 requests a second and 30 percent failures once it is switched on. */
    public static TrafficPlan off() {
        return new TrafficPlan(Mode.OFF, 20, 30);
    }

    public TrafficPlan with(Mode mode) {
        return new TrafficPlan(mode, ratePerSecond, failurePercent);
    }

    /** Requests a second in the long run, which is what a plan for this traffic says; off, those it is set to. */
    public int meanPerSecond() {
        return switch (mode.shape) {
            case Shape.Silence silence -> ratePerSecond;
            case Shape.Even even -> ratePerSecond;
            case Shape.Bursts(var every, var length, var peak) -> {
                long calm = every.minus(length).toSeconds() * ratePerSecond;
                yield Math.toIntExact((calm + length.toSeconds() * peakPerSecond()) / every.toSeconds());
            }
            case Shape.Ramp ramp -> peakPerSecond();
        };
    }

    /** The most requests that are due in a second; never more than 2,000. */
    public int peakPerSecond() {
        return Math.min(MAX_RATE, mode.shape.peak() * ratePerSecond);
    }
}
