package dev.sloconsole.view.budget;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.view.Written;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a budget is reckoned, with today's numbers put in: as planned, and as tools do that divide by what was seen.
 *
 * @param planned the lines of the reckoning that the console goes by
 * @param seen what the others would say now; empty before the first request
 */
public record BudgetFormula(List<String> planned, List<String> seen) {

    /** Why the two differ, and when they do not any more. */
    public static final String MEET =
            "Both forgive the same share of requests. One knows how many are still to come, the other does not: "
                    + "they say the same when the window is full.";

    public BudgetFormula {
        planned = List.copyOf(planned);
        seen = List.copyOf(seen);
    }

    public static BudgetFormula of(ErrorBudget budget) {
        return new BudgetFormula(planned(budget), seen(budget));
    }

    /** All of it as one text. */
    public String text() {
        return "Planned: " + String.join("\n", planned)
                + (seen.isEmpty() ? "" : "\nSeen only: " + String.join("\n", seen));
    }

    private static List<String> planned(ErrorBudget budget) {
        var forgiven = "(1 − " + Written.given(budget.objective()) + ")";
        long bad = budget.counted().bad();
        var lines = new ArrayList<String>();
        lines.add(Written.count(budget.counted().total()) + " requests seen + "
                + Written.rate(budget.plannedPerSecond()) + " × " + Written.window(whole(budget.rest())) + " to come = "
                + Written.amount(budget.expected()));
        lines.add(forgiven + " × " + Written.amount(budget.expected()) + " = " + Written.amount(budget.allowed())
                + " may fail");
        lines.add(Written.amount(budget.allowed()) + " − " + Written.count(bad) + " failed = "
                + (budget.overspent()
                        ? Written.amount(budget.left().negate()) + " over: " + BudgetWords.share(budget.share())
                        : Written.amount(budget.left()) + " left: " + BudgetWords.share(budget.share()) + ", or "
                                + Written.span(budget.outageLeft()) + " in which nobody is served"));
        if (budget.from().isPresent()) {
            lines.add("Who spends evenly has " + Written.share(budget.steadyShare()) + " left by now.");
        }
        return lines;
    }

    private static List<String> seen(ErrorBudget budget) {
        return budget.shareOfSeen()
                .map(share -> List.of((share.signum() < 0 ? "" : "1 − ") + "("
                        + Written.count(budget.counted().bad()) + " ÷ "
                        + Written.count(budget.counted().total()) + ") ÷ (1 − " + Written.given(budget.objective())
                        + ") = " + BudgetWords.shareLeft(share)))
                .orElse(List.of());
    }

    /** Without the fraction of a second that nobody reads. */
    private static Duration whole(Duration rest) {
        return Duration.ofSeconds(BigDecimal.valueOf(rest.toMillis(), 3)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue());
    }
}
