package dev.sloconsole.session;

/**
 * The traffic that the instructor wants: an open loop of requests at a rate, of which a part goes to {@code /fail}.
 *
 * @param ratePerSecond requests a second, 1 to 2,000; kept while off, so that it can be switched on again
 * @param failurePercent of the requests in mode PARTIAL_FAILURE, 1 to 100; kept in the other modes
 */
public record TrafficPlan(Mode mode, int ratePerSecond, int failurePercent) {

    /** What the traffic buttons choose. */
    public enum Mode {
        OFF,
        NORMAL,
        PARTIAL_FAILURE
    }

    public TrafficPlan {
        if (ratePerSecond < 1 || ratePerSecond > 2_000) {
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
}
