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

    /** How often a burst comes, counted from the start of one to the start of the next. */
    public static final Duration BURST_EVERY = Duration.ofSeconds(30);

    /** How long it lasts. */
    public static final Duration BURST_LENGTH = Duration.ofSeconds(5);

    /** How many times the rate comes in a burst. */
    public static final int BURST_FACTOR = 5;

    /** How long a ramp takes to its top, where it stays. */
    public static final Duration RAMP_LENGTH = Duration.ofMinutes(2);

    /** How many times the rate comes at the top of a ramp. */
    public static final int RAMP_FACTOR = 10;

    /** The most requests a second. */
    public static final int MAX_RATE = 2_000;

    /** What the traffic buttons choose. */
    public enum Mode {
        OFF,

        /** The rate, evenly. */
        NORMAL,

        /** The rate, evenly, and a share of the requests fail. */
        PARTIAL_FAILURE,

        /** The rate, and for five seconds in every thirty, five times of it. */
        BURST,

        /** From the rate evenly up to ten times of it within two minutes. */
        RAMP;

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
        return switch (mode) {
            case OFF, NORMAL, PARTIAL_FAILURE -> ratePerSecond;
            case BURST -> {
                long calm = BURST_EVERY.minus(BURST_LENGTH).toSeconds() * ratePerSecond;
                long burst = BURST_LENGTH.toSeconds() * peakPerSecond();
                yield Math.toIntExact((calm + burst) / BURST_EVERY.toSeconds());
            }
            case RAMP -> peakPerSecond();
        };
    }

    /** The most requests that are due in a second; never more than 2,000. */
    public int peakPerSecond() {
        return switch (mode) {
            case OFF -> 0;
            case NORMAL, PARTIAL_FAILURE -> ratePerSecond;
            case BURST -> Math.min(MAX_RATE, BURST_FACTOR * ratePerSecond);
            case RAMP -> Math.min(MAX_RATE, RAMP_FACTOR * ratePerSecond);
        };
    }
}
