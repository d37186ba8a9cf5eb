package dev.sloconsole.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The figures of the lesson as of one moment. No data is a state of its own: an empty figure, never 0 or 100 %.
 *
 * @param userSli good/total as the users saw it, over {@link #SLI_RANGE}; empty without requests
 * @param serverSli the lesson's original query over the recorded series; empty where Prometheus would answer nothing
 * @param serverSliAge how old the newest sample behind {@code serverSli} is
 * @param budget of the SLO's window so far, from what the users got
 * @param burnRate over {@link #BURN_RANGE}; 1.0 spends the budget exactly by the window's end
 * @param exhaustedIn at the present burn rate; empty while nothing burns or nothing is left
 * @param atCurrentTraffic the budget of a whole window, should the traffic stay as it is; empty while there is none
 * @param burnAlerts the multi-window alerts of the lesson, the most urgent first, each with its verdict; empty for an
 *     objective that forgives nothing
 */
public record SloFigures(
        Optional<Figure> userSli,
        Optional<Figure> serverSli,
        Optional<Duration> serverSliAge,
        Optional<Figure> serverErrorRate,
        Optional<Budget> budget,
        Optional<Figure> burnRate,
        Optional<Duration> exhaustedIn,
        Optional<AtCurrentTraffic> atCurrentTraffic,
        List<BurnAlert> burnAlerts) {

    public static final Duration SLI_RANGE = Duration.ofMinutes(5);
    public static final Duration BURN_RANGE = Duration.ofSeconds(20);

    /** A value and how it came about: the formula with today's numbers put in. */
    public record Figure(double value, String formula) {}

    /**
     * The error budget.
     *
     * @param remaining 1 untouched, 0 spent, negative overspent
     * @param bad requests that failed in the window so far
     * @param allowed failures that the objective forgives for the requests seen in the window so far
     */
    public record Budget(double remaining, long bad, double allowed, String formula) {}

    /**
     * The budget in requests and in time, for a whole window of the present traffic.
     *
     * @param perSecond requests a second over {@link #BURN_RANGE}
     * @param allowed failures that the objective forgives in a whole window
     * @param left of them, after what failed in the window so far; negative when overspent
     * @param outageLeft for how long every request might fail until nothing is left; zero when overspent
     */
    public record AtCurrentTraffic(
            double perSecond, double allowed, double left, Duration outageLeft, String formula) {}

    /** Whether a multi-window alert fires, and if not, what keeps it. */
    public enum Verdict {
        FIRES,
        /** The long window is not above the threshold. */
        QUIET,
        /** The short window is above it, the long one not yet. */
        TOO_SHORT,
        /** The long window is above it still, the short one not any more. */
        OVER,
        TOO_FEW_REQUESTS,
        NO_DATA
    }

    /**
     * A burn-rate alert over two windows, as the users see it.
     *
     * @param severity page or ticket
     * @param burn the threshold, in multiples of what the objective forgives
     * @param longBurn the burn rate over the long window; empty where no request was counted in it
     * @param shortBurn the burn rate over the short window
     * @param why the verdict in words, with today's numbers
     * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, chapter 5</a>
     */
    public record BurnAlert(
            String severity,
            double burn,
            Duration longWindow,
            Duration shortWindow,
            Optional<Double> longBurn,
            Optional<Double> shortBurn,
            Verdict verdict,
            String why) {}

    public static SloFigures none() {
        return new SloFigures(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
