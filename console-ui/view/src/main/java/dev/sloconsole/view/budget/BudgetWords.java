package dev.sloconsole.view.budget;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Rise;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An error budget as it is said on every surface: in failures first, then as a share and as time of full outage. What
 * is overspent is said as such, never as something negative that is left.
 *
 * @param count such as {@code 240 of 360}, or {@code 200 over}
 * @param noun what is counted, such as {@code failures left}; empty where the count says it all
 * @param share such as {@code 67 %}, or {@code 156 % used}
 * @param outage such as {@code 12 s of outage}; empty where nothing is left
 * @param pace {@code gone in 40 s at this pace} at risk, {@code overspent} when it is too late; empty otherwise
 * @param rise such as {@code +15: more users than planned}; empty where it did not rise lately
 */
public record BudgetWords(
        String count,
        String noun,
        String share,
        Optional<String> outage,
        Optional<String> pace,
        Optional<String> rise,
        Tone tone) {

    public static BudgetWords of(ErrorBudget budget) {
        return new BudgetWords(
                count(budget),
                budget.overspent() ? "" : "failures left",
                share(budget.share()),
                budget.spent() ? Optional.empty() : Optional.of(Written.span(budget.outageLeft()) + " of outage"),
                pace(budget),
                budget.rise().map(BudgetWords::rise),
                tone(budget));
    }

    /** What is left of a budget, as {@code 67 %}; as {@code 156 % used} where it is overspent. */
    public static String share(BigDecimal left) {
        return left.signum() < 0 ? Written.share(BigDecimal.ONE.subtract(left)) + " used" : Written.share(left);
    }

    /** The same of a ratio that a query gave. */
    public static String share(double left) {
        return share(Written.meant(left));
    }

    /** The same in a sentence: {@code 67 % left} or {@code 156 % used}. */
    public static String shareLeft(BigDecimal left) {
        return share(left) + (left.signum() < 0 ? "" : " left");
    }

    /** Why there is no budget. */
    public static String none(double objective) {
        return objective < 1 ? "nothing to spend before the first request" : "an objective of 100 % forgives nothing";
    }

    private static String count(ErrorBudget budget) {
        return budget.overspent()
                ? Written.count(-wholeLeft(budget)) + " over"
                : Written.count(wholeLeft(budget)) + " of " + Written.count(whole(budget.allowed()));
    }

    /** Whole failures that may still happen; negative, if only by one, when overspent by however little. */
    public static long wholeLeft(ErrorBudget budget) {
        return budget.overspent() ? -Math.max(1, whole(budget.left().negate())) : whole(budget.left());
    }

    /** Whole failures: a second is never counted to the request, so what is left is a fraction of one beside them. */
    public static long whole(BigDecimal requests) {
        return requests.setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private static Optional<String> pace(ErrorBudget budget) {
        if (budget.overspent()) {
            return Optional.of("overspent");
        }
        return budget.spent()
                ? Optional.of("spent")
                : budget.exhaustedIn().map(in -> "gone in " + Written.soon(in) + " at this pace");
    }

    private static String rise(Rise rise) {
        return "+" + Written.count(whole(rise.by())) + ": "
                + switch (rise.reason()) {
                    case MORE_USERS_THAN_PLANNED -> "more users than planned";
                    case OLD_FAILURES_LEFT -> "old failures left the window";
                    case PLANNED_AGAIN -> "planned again";
                    case OBJECTIVE_CHANGED -> "another SLO";
                    case NEW_WINDOW -> "a new window";
                };
    }

    /** Bad when nothing is left; a warning when it goes faster than the window, or did. */
    public static Tone tone(ErrorBudget budget) {
        if (!budget.standing().judges()) {
            return Tone.MUTED;
        }
        if (budget.spent()) {
            return Tone.BAD;
        }
        boolean behind = budget.share().compareTo(budget.steadyShare()) < 0;
        return budget.exhaustedIn().isPresent() || behind ? Tone.WARN : Tone.GOOD;
    }
}
