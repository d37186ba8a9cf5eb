package dev.sloconsole.session.traffic;

import dev.sloconsole.session.TrafficPlan;

/**
 * When the requests of a plan are due, and which of them go to {@code /fail}. A deadline follows from the start and the
 * request's number alone, and is never later because an earlier one was late. Failures are spread evenly; the seed says
 * where in their round they begin.
 */
record Schedule(TrafficPlan plan, long startNanos, long seed) {

    private static final long SECOND = 1_000_000_000L;

    boolean off() {
        return plan.mode() == TrafficPlan.Mode.OFF;
    }

    /** When a request is due, on the clock that gave the start. */
    long dueNanos(long i) {
        return startNanos + switch (plan.mode()) {
            case OFF, NORMAL, PARTIAL_FAILURE -> evenly(i, plan.ratePerSecond());
            case BURST -> burst(i);
            case RAMP -> ramp(i);
        };
    }

    private static long evenly(long i, long rate) {
        return i / rate * SECOND + i % rate * SECOND / rate;
    }

    /** Calm first, then the burst, again and again. */
    private long burst(long i) {
        long calmSeconds = TrafficPlan.BURST_EVERY.minus(TrafficPlan.BURST_LENGTH).toSeconds();
        long inCalm = calmSeconds * plan.ratePerSecond();
        long inRound = inCalm + TrafficPlan.BURST_LENGTH.toSeconds() * plan.peakPerSecond();
        long within = i % inRound;
        return i / inRound * TrafficPlan.BURST_EVERY.toNanos()
                + (within < inCalm
                        ? evenly(within, plan.ratePerSecond())
                        : calmSeconds * SECOND + evenly(within - inCalm, plan.peakPerSecond()));
    }

    /** After t seconds of a ramp of length T, {@code low t + (high - low) t^2 / 2T} were due: that, solved for t. */
    private long ramp(long i) {
        long low = plan.ratePerSecond();
        long rise = plan.peakPerSecond() - low;
        long length = TrafficPlan.RAMP_LENGTH.toSeconds();
        long inRamp = (2 * low + rise) * length / 2;
        if (i >= inRamp) {
            return length * SECOND + evenly(i - inRamp, plan.peakPerSecond());
        }
        // The root divided by its conjugate, which stays exact where the rise is small or none.
        double seconds = 2.0 * i / (low + Math.sqrt((double) low * low + 2.0 * rise * i / length));
        return Math.round(seconds * SECOND);
    }

    boolean fails(long i) {
        if (plan.mode() != TrafficPlan.Mode.PARTIAL_FAILURE) {
            return false;
        }
        long percent = plan.failurePercent();
        long n = i + Math.floorMod(seed, 100);
        return (n + 1) * percent / 100 != n * percent / 100;
    }
}
