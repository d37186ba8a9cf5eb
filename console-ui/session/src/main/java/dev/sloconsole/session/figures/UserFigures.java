package dev.sloconsole.session.figures;

import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.AtCurrentTraffic;
import dev.sloconsole.session.SloFigures.Budget;
import dev.sloconsole.session.SloFigures.Figure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What the users got, in figures. Every one is empty where there were no requests to judge by. */
public final class UserFigures {

    /** More than any class lasts; a later exhaustion is none. */
    private static final double FAR_SECONDS = 1e9;

    private UserFigures() {}

    /** Good requests of all, over {@link SloFigures#SLI_RANGE}. */
    public static Optional<Figure> sli(RequestCounts counts) {
        if (counts.total() == 0) {
            return Optional.empty();
        }
        double value = (double) counts.ok() / counts.total();
        var formula = Numbers.count(counts.ok()) + " good ÷ " + Numbers.count(counts.total()) + " requests in "
                + Numbers.range(SloFigures.SLI_RANGE) + " = " + Numbers.ratio(value);
        return Optional.of(new Figure(value, formula));
    }

    /** The error budget of the counted part of the SLO's window; the objective is above 0 and below 1. */
    public static Optional<Budget> budget(RequestCounts counts, double objective) {
        if (counts.total() == 0) {
            return Optional.empty();
        }
        double allowed = counts.total() * forgiven(objective);
        double remaining = 1 - counts.bad() / allowed;
        var formula = "1 − (" + Numbers.count(counts.bad()) + " / " + Numbers.count(counts.total()) + ") ÷ (1 − "
                + Numbers.plain(objective) + ") = " + Numbers.decimal(remaining);
        return Optional.of(new Budget(remaining, counts.bad(), allowed, formula));
    }

    /** The error ratio over {@link SloFigures#BURN_RANGE}, in multiples of what the objective forgives. */
    public static Optional<Figure> burnRate(RequestCounts counts, double objective) {
        if (counts.total() == 0) {
            return Optional.empty();
        }
        double value = (double) counts.bad() / counts.total() / forgiven(objective);
        var formula = "(" + Numbers.count(counts.bad()) + " / " + Numbers.count(counts.total()) + " in "
                + Numbers.range(SloFigures.BURN_RANGE) + ") ÷ (1 − " + Numbers.plain(objective) + ") = "
                + Numbers.decimal(value);
        return Optional.of(new Figure(value, formula));
    }

    /**
     * The budget of a whole window, should the traffic stay as it is.
     *
     * @param inWindow what was counted of the window so far
     * @param lately what was counted in the latest seconds
     * @param seconds how many these are
     */
    public static Optional<AtCurrentTraffic> atCurrentTraffic(
            RequestCounts inWindow, RequestCounts lately, int seconds, double objective, Duration window) {
        if (lately.total() == 0 || seconds == 0) {
            return Optional.empty();
        }
        double perSecond = (double) lately.total() / seconds;
        double allowed = perSecond * window.toMillis() / 1_000.0 * forgiven(objective);
        double left = allowed - inWindow.bad();
        var outage = Duration.ofMillis(Math.max(0, Math.round(left / perSecond * 1_000)));
        var formula = Numbers.decimal(perSecond) + " requests/s × " + Numbers.range(window) + " × (1 − "
                + Numbers.plain(objective) + ") − " + Numbers.count(inWindow.bad()) + " failed = "
                + Numbers.decimal(left) + " requests";
        return Optional.of(new AtCurrentTraffic(perSecond, allowed, left, outage, formula));
    }

    /** How long the budget that is left lasts at a burn rate; empty where nothing burns or nothing is left. */
    public static Optional<Duration> exhaustedIn(
            Optional<Budget> budget, Optional<Figure> burnRate, Duration window) {
        if (budget.isEmpty() || burnRate.isEmpty()) {
            return Optional.empty();
        }
        double left = budget.get().remaining();
        double burn = burnRate.get().value();
        if (left <= 0 || burn <= 0) {
            return Optional.empty();
        }
        double seconds = left * window.toMillis() / 1_000.0 / burn;
        return seconds > FAR_SECONDS ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    /** 1 - objective, as exact as the objective was written. */
    static double forgiven(double objective) {
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(objective)).doubleValue();
    }
}
