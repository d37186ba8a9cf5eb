package dev.sloconsole.session.traffic;

import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Shape;

/**
 * When the requests of a plan are due, and which of them go to {@code /fail}. A deadline follows from the start and the
 * request's number alone, and is never later because an earlier one was late. Failures are spread evenly; the seed says
 * where in their round they begin.
 */
record Schedule(TrafficPlan plan, long startNanos, long seed) {

    private static final long SECOND = 1_000_000_000L;

    boolean off() {
        return plan.mode().shape() instanceof Shape.Silence;
    }

    /** When a request is due, on the clock that gave the start. */
    long dueNanos(long i) {
        return startNanos
                + switch (plan.mode().shape()) {
                    case Shape.Silence silence -> evenly(i, plan.ratePerSecond());
                    case Shape.Even even -> evenly(i, plan.ratePerSecond());
                    case Shape.Bursts bursts -> burst(i, bursts);
                    case Shape.Ramp ramp -> ramp(i, ramp);
                };
    }

    private static long evenly(long i, long rate) {
        return i / rate * SECOND + i % rate * SECOND / rate;
    }

    /** Calm first, then the burst, again and again. */
    private long burst(long i, Shape.Bursts bursts) {
        long calmSeconds = bursts.every().minus(bursts.length()).toSeconds();
        long inCalm = calmSeconds * plan.ratePerSecond();
        long inRound = inCalm + bursts.length().toSeconds() * plan.peakPerSecond();
        long within = i % inRound;
        return i / inRound * bursts.every().toNanos()
                + (within < inCalm
                        ? evenly(within, plan.ratePerSecond())
                        : calmSeconds * SECOND + evenly(within - inCalm, plan.peakPerSecond()));
    }

    /** After t seconds of a ramp of length T, {@code low t + (high - low) t^2 / 2T} were due: that, solved for t. */
    private long ramp(long i, Shape.Ramp ramp) {
        long low = plan.ratePerSecond();
        long rise = plan.peakPerSecond() - low;
        long length = ramp.length().toSeconds();
        long inRamp = (2 * low + rise) * length / 2;
        if (i >= inRamp) {
            return length * SECOND + evenly(i - inRamp, plan.peakPerSecond());
        }
        // The root divided by its conjugate, which stays exact where the rise is small or none.
        double seconds = 2.0 * i / (low + Math.sqrt((double) low * low + 2.0 * rise * i / length));
        return Math.round(seconds * SECOND);
    }

    boolean fails(long i) {
        if (!plan.mode().fails()) {
            return false;
        }
        long percent = plan.failurePercent();
        long n = i + Math.floorMod(seed, 100);
        return (n + 1) * percent / 100 != n * percent / 100;
    }
}
