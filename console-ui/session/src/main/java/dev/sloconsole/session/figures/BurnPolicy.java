package dev.sloconsole.session.figures;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When to wake somebody: burn-rate alerts, each over a long window, so that a blip rings no bell, and a short one, so
 * that the bell stops soon after the trouble does. Thresholds follow from shares of the budget, so that a policy serves
 * every objective and window.
 *
 * @param alerts the most urgent first
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, chapter 5</a>
 */
public record BurnPolicy(List<Rule> alerts) {

    /** An alert by so few failures would be one by chance. */
    private static final BigDecimal FEWEST_FAILURES = BigDecimal.TWO;

    /**
     * One alert.
     *
     * @param severity page or ticket
     * @param share of a window's budget that its long window has used when it fires
     */
    public record Rule(String name, String severity, BigDecimal share, Duration longWindow, Duration shortWindow) {

        Rule(String name, String severity, String share, Duration longWindow, Duration shortWindow) {
            this(name, severity, new BigDecimal(share), longWindow, shortWindow);
        }

        /** The threshold for an SLO's window, in multiples of what the objective forgives. */
        public double burn(Duration window) {
            return used(window)
                    .divide(ErrorBudget.seconds(longWindow), 12, RoundingMode.HALF_EVEN)
                    .doubleValue();
        }

        /** The seconds of a window in which a steady spender uses the share. */
        private BigDecimal used(Duration window) {
            return share.multiply(ErrorBudget.seconds(window));
        }

        /** What keeps it from working for an SLO. */
        public Optional<Verdict> leftOut(double objective, Duration window) {
            if (longWindow.multipliedBy(2).compareTo(window) > 0) {
                return Optional.of(Verdict.LONG_WINDOW_TOO_LONG);
            }
            var outOfReach =
                    used(window).multiply(ErrorBudget.forgiven(objective)).compareTo(ErrorBudget.seconds(longWindow))
                            >= 0;
            return outOfReach ? Optional.of(Verdict.THRESHOLD_OUT_OF_REACH) : Optional.empty();
        }

        /** Whether so many failures are more than the threshold allows; exact, where a quotient is not. */
        boolean exceededBy(BurnRate burn, Duration window) {
            return BigDecimal.valueOf(burn.bad())
                            .multiply(ErrorBudget.seconds(longWindow))
                            .compareTo(used(window).multiply(burn.forgiven()))
                    > 0;
        }

        /** So many requests that {@link #FEWEST_FAILURES} of them are on the threshold. */
        long needed(double objective, Duration window) {
            return FEWEST_FAILURES
                    .multiply(ErrorBudget.seconds(longWindow))
                    .divide(used(window).multiply(ErrorBudget.forgiven(objective)), 0, RoundingMode.CEILING)
                    .longValue();
        }
    }

    /** The alerts of {@code rules/lesson.yml}: their windows fit into a class, and each holds four scrapes. */
    public static final BurnPolicy LESSON = new BurnPolicy(List.of(
            new Rule("ErrorBudgetBurnPageFast", "page", "0.32", Duration.ofSeconds(40), Duration.ofSeconds(20)),
            new Rule("ErrorBudgetBurnPageSlow", "page", "0.40", Duration.ofMinutes(2), Duration.ofSeconds(30)),
            new Rule("ErrorBudgetBurnTicketFast", "ticket", "0.50", Duration.ofMinutes(5), Duration.ofMinutes(1)),
            new Rule("ErrorBudgetBurnTicketSlow", "ticket", "0.50", Duration.ofMinutes(15), Duration.ofMinutes(3))));

    /** The alerts of {@code rules/production.yml}, for an SLO over 30 days. */
    public static final BurnPolicy PRODUCTION = new BurnPolicy(List.of(
            new Rule("ErrorBudgetBurnPageFast", "page", "0.02", Duration.ofHours(1), Duration.ofMinutes(5)),
            new Rule("ErrorBudgetBurnPageSlow", "page", "0.05", Duration.ofHours(6), Duration.ofMinutes(30)),
            new Rule("ErrorBudgetBurnTicketFast", "ticket", "0.10", Duration.ofDays(1), Duration.ofHours(2)),
            new Rule("ErrorBudgetBurnTicketSlow", "ticket", "0.10", Duration.ofDays(3), Duration.ofHours(6))));

    public BurnPolicy {
        alerts = List.copyOf(alerts);
    }

    /**
     * The verdict on every alert.
     *
     * @param heldSince since when nobody may judge: the verdicts are those of that moment
     */
    List<BurnAlert> judge(UserFigures users, Duration at, Optional<Duration> heldSince) {
        return alerts.stream().map(rule -> judge(rule, users, at, heldSince)).toList();
    }

    private static BurnAlert judge(Rule rule, UserFigures users, Duration at, Optional<Duration> heldSince) {
        double objective = users.terms().objective();
        var window = users.terms().window();
        var moment = heldSince.orElse(at);
        var over = users.burnRate(rule.longWindow, moment);
        var lately = users.burnRate(rule.shortWindow, moment);
        long needed = rule.needed(objective, window);
        return new BurnAlert(
                rule.name,
                rule.severity,
                rule.share.doubleValue(),
                rule.burn(window),
                rule.longWindow,
                rule.shortWindow,
                over,
                lately,
                needed,
                rule.leftOut(objective, window).orElseGet(() -> verdict(rule, over, lately, needed, window)),
                heldSince);
    }

    private static Verdict verdict(
            Rule rule, Optional<BurnRate> over, Optional<BurnRate> lately, long needed, Duration window) {
        if (over.isEmpty() || lately.isEmpty()) {
            return Verdict.NO_DATA;
        }
        boolean longAbove = rule.exceededBy(over.get(), window);
        boolean shortAbove = rule.exceededBy(lately.get(), window);
        if (longAbove && shortAbove) {
            return over.get().total() < needed ? Verdict.TOO_FEW_REQUESTS : Verdict.FIRES;
        }
        return longAbove ? Verdict.OVER : shortAbove ? Verdict.TOO_SHORT : Verdict.QUIET;
    }
}
