package dev.sloconsole.session.traffic;

import dev.sloconsole.session.TrafficPlan;

/**
 * When the requests of a plan are due, and which of them go to {@code /fail}: request {@code i} at
 * {@code start + i / rate}, never later because an earlier one was late. Failures are spread evenly; the seed says
 * where in their round they begin.
 */
record Schedule(TrafficPlan plan, long startNanos, long seed) {

    private static final long SECOND = 1_000_000_000L;

    boolean off() {
        return plan.mode() == TrafficPlan.Mode.OFF;
    }

    /** When a request is due, on the clock that gave the start. */
    long dueNanos(long i) {
        long rate = plan.ratePerSecond();
        return startNanos + i / rate * SECOND + i % rate * SECOND / rate;
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
