package dev.sloconsole.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The figures of the lesson as of one moment, in numbers; how they are written is the view's. No data is a state of its
 * own: an empty figure, never 0 or 100 %. All are of the present act: a new deployment begins anew.
 *
 * @param userSli over {@link #SLI_RANGE}; empty without requests
 * @param latestSli over {@link #LATEST_RANGE}
 * @param windowSli of the present window
 * @param serverSli the lesson's original query over the recorded series; empty where the server counted no request
 * @param serverSliAge how old the newest sample behind it is
 * @param serverErrorRate errors a second, as the server counted them
 * @param budget of the present window; empty for an objective that forgives nothing
 * @param burnRate over {@link #BURN_RANGE}; empty without requests
 * @param burnAlerts the multi-window alerts of the lesson, the most urgent first, each with its verdict; empty for an
 *     objective that forgives nothing
 * @param firstRequest when the act's first came; empty before it
 * @param prometheusKnowsSince since when the stack's Prometheus has its history, where it lost the earlier
 */
public record SloFigures(
        Optional<Sli> userSli,
        Optional<Sli> latestSli,
        Optional<Sli> windowSli,
        Optional<ServerSli> serverSli,
        Optional<Duration> serverSliAge,
        Optional<Double> serverErrorRate,
        Optional<ErrorBudget> budget,
        Optional<BurnRate> burnRate,
        List<BurnAlert> burnAlerts,
        Optional<Duration> firstRequest,
        Optional<Duration> prometheusKnowsSince) {

    public static final Duration SLI_RANGE = Duration.ofMinutes(5);
    public static final Duration LATEST_RANGE = Duration.ofSeconds(5);
    public static final Duration BURN_RANGE = Duration.ofSeconds(20);

    /**
     * The server's success rate, by the original query.
     *
     * @param goodPerSecond requests a second that it answered with 2xx
     * @param allPerSecond requests a second that it answered
     */
    public record ServerSli(double value, double goodPerSecond, double allPerSecond) {}

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
        NO_DATA,
        /** Left out: its long window is more than half of the SLO's window. */
        LONG_WINDOW_TOO_LONG,
        /** Left out: no burn rate exceeds its threshold, for even a full outage burns only 1 / (1 − objective). */
        THRESHOLD_OUT_OF_REACH;

        /** Whether the alert cannot work for the SLO, so that there is none. */
        public boolean leftOut() {
            return this == LONG_WINDOW_TOO_LONG || this == THRESHOLD_OUT_OF_REACH;
        }
    }

    /**
     * A burn-rate alert over two windows, as the users see it.
     *
     * @param name of the rule, such as {@code ErrorBudgetBurnPageFast}
     * @param severity page or ticket
     * @param share of a window's budget that the long window has used when it fires
     * @param burn the threshold that follows from it, in multiples of what the objective forgives
     * @param longBurn the burn rate over the long window; empty where no request was counted in it
     * @param shortBurn the burn rate over the short window
     * @param needed so many requests must have been counted in the long window
     * @param heldSince since when the verdict stands still, because nobody may judge; empty while it follows the figures
     * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, chapter 5</a>
     */
    public record BurnAlert(
            String name,
            String severity,
            double share,
            double burn,
            Duration longWindow,
            Duration shortWindow,
            Optional<BurnRate> longBurn,
            Optional<BurnRate> shortBurn,
            long needed,
            Verdict verdict,
            Optional<Duration> heldSince) {

        public boolean fires() {
            return verdict == Verdict.FIRES;
        }
    }

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
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** How many times too fast the budget goes in the latest seconds, of which nothing is planned; empty without requests. */
    public Optional<Double> pace(double objective) {
        return latestSli.map(Sli::value).map(good -> (1 - good) / (1 - objective));
    }
}
