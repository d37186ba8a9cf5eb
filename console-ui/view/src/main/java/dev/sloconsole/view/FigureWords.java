package dev.sloconsole.view;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Reason;
import dev.sloconsole.session.ErrorBudget.Rise;
import dev.sloconsole.session.Sli;
import dev.sloconsole.session.SloFigures.ServerSli;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Each figure's formula with today's numbers put in, and the words that a budget needs. */
public final class FigureWords {

    private FigureWords() {}

    public static String formula(Sli sli) {
        return Written.count(sli.good()) + " good ÷ " + Written.count(sli.total()) + " requests in "
                + Written.window(sli.range()) + " = " + Written.ratio(sli.value());
    }

    public static String formula(ServerSli sli) {
        return Written.rate(sli.goodPerSecond()) + " good ÷ " + Written.rate(sli.allPerSecond()) + " = "
                + Written.ratio(sli.value());
    }

    public static String formula(BurnRate burn) {
        var requests = burn.planned().signum() == 0
                ? Written.count(burn.total())
                : "(" + Written.count(burn.total()) + " + " + Written.amount(burn.planned()) + " planned)";
        return "(" + Written.count(burn.bad()) + " failed ÷ " + requests + " in " + Written.window(burn.range())
                + ") ÷ (1 − " + Written.given(burn.objective()) + ") = " + Written.times(burn.value());
    }

    /** The planned budget, and below it what tools would say that divide by what was seen. */
    public static String formula(ErrorBudget budget) {
        var planned = "planned: (1 − " + Written.given(budget.objective()) + ") × ("
                + Written.count(budget.counted().total()) + " seen + " + Written.rate(budget.plannedPerSecond())
                + " × " + Written.span(budget.rest()) + ") − " + Written.count(budget.counted().bad())
                + " failed = " + Written.amount(budget.left()) + " of " + Written.amount(budget.allowed()) + ", or "
                + Written.share(budget.share());
        return planned + budget.shareOfSeen().map(seen -> "\nby what was seen only: 1 − ("
                        + Written.count(budget.counted().bad()) + " ÷ " + Written.count(budget.counted().total())
                        + ") ÷ (1 − " + Written.given(budget.objective()) + ") = " + Written.share(seen)
                        + "; at the window's end it is the same")
                .orElse("");
    }

    /** Whole requests that may fail, such as {@code 240 of 360}, or by how many too many failed: {@code 200 over}. */
    public static String left(ErrorBudget budget) {
        return budget.overspent()
                ? Written.count(whole(budget.left().negate())) + " over"
                : Written.count(whole(budget.left())) + " of " + Written.count(whole(budget.allowed()));
    }

    /** What is left as a share, {@code 67 %}, or what was used where that is more than all: {@code 156 % used}. */
    public static String share(ErrorBudget budget) {
        return budget.overspent()
                ? Written.share(BigDecimal.ONE.subtract(budget.share())) + " used"
                : Written.share(budget.share());
    }

    /** Why more may fail than a short time ago, such as {@code +15: more users than planned}. */
    public static String rise(Rise rise) {
        return "+" + Written.count(whole(rise.by())) + ": " + reason(rise.reason());
    }

    private static String reason(Reason reason) {
        return switch (reason) {
            case MORE_USERS_THAN_PLANNED -> "more users than planned";
            case OLD_FAILURES_LEFT -> "old failures left the window";
            case PLANNED_AGAIN -> "planned again";
            case OBJECTIVE_CHANGED -> "another objective";
            case NEW_WINDOW -> "a new window";
        };
    }

    /** A second is never counted to the request, so what is left is a fraction of one beside a whole number. */
    private static long whole(BigDecimal requests) {
        return requests.setScale(0, RoundingMode.HALF_UP).longValue();
    }
}
