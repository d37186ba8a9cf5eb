package dev.sloconsole.session;

import java.time.Duration;
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
 */
public record SloFigures(
        Optional<Figure> userSli,
        Optional<Figure> serverSli,
        Optional<Duration> serverSliAge,
        Optional<Figure> serverErrorRate,
        Optional<Budget> budget,
        Optional<Figure> burnRate,
        Optional<Duration> exhaustedIn) {

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

    public static SloFigures none() {
        return new SloFigures(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
