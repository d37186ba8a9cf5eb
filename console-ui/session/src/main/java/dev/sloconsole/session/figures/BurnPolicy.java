package dev.sloconsole.session.figures;

import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.fold.RequestLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When to wake somebody: burn-rate alerts, each over a long window, so that a blip rings no bell, and a short one, so
 * that the bell stops soon after the trouble does.
 *
 * @param alerts the most urgent first
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, chapter 5</a>
 */
public record BurnPolicy(List<Rule> alerts) {

    /**
     * One alert.
     *
     * @param severity page or ticket
     * @param burn the threshold, in multiples of what the objective forgives
     */
    public record Rule(String severity, double burn, Duration longWindow, Duration shortWindow) {

        /** The share of an SLO window's budget that is used when it fires. */
        public double budgetUsed(Duration window) {
            return burn * longWindow.toMillis() / window.toMillis();
        }
    }

    /** The alerts of {@code rules/lesson.yml}: the burn rates of a month, over windows that fit into a class. */
    public static final BurnPolicy LESSON = new BurnPolicy(List.of(
            new Rule("page", 14.4, Duration.ofSeconds(40), Duration.ofSeconds(20)),
            new Rule("page", 6, Duration.ofMinutes(2), Duration.ofSeconds(30)),
            new Rule("ticket", 3, Duration.ofMinutes(5), Duration.ofMinutes(1)),
            new Rule("ticket", 1, Duration.ofMinutes(15), Duration.ofMinutes(3))));

    /** The alerts of {@code rules/production.yml}, for an SLO over 30 days. */
    public static final BurnPolicy PRODUCTION = new BurnPolicy(List.of(
            new Rule("page", 14.4, Duration.ofHours(1), Duration.ofMinutes(5)),
            new Rule("page", 6, Duration.ofHours(6), Duration.ofMinutes(30)),
            new Rule("ticket", 3, Duration.ofDays(1), Duration.ofHours(2)),
            new Rule("ticket", 1, Duration.ofDays(3), Duration.ofHours(6))));

    public BurnPolicy {
        alerts = List.copyOf(alerts);
    }

    /** The verdict on every alert at a moment; the objective is above 0 and below 1. */
    public List<BurnAlert> judge(RequestLedger requests, Duration at, double objective, Duration window) {
        return alerts.stream()
                .map(rule -> judge(
                        rule,
                        requests.within(rule.longWindow, at),
                        requests.within(rule.shortWindow, at),
                        objective,
                        window))
                .toList();
    }

    private static BurnAlert judge(
            Rule rule, RequestCounts over, RequestCounts lately, double objective, Duration window) {
        double forgiven = UserFigures.forgiven(objective);
        long needed = Math.round(2 / (rule.burn * forgiven));
        var verdicts = new Verdicts(rule, burn(over, forgiven), burn(lately, forgiven));
        var longName = Numbers.range(rule.longWindow);
        var shortName = Numbers.range(rule.shortWindow);
        if (over.total() == 0 || lately.total() == 0) {
            var empty = over.total() == 0 ? longName : shortName;
            return verdicts.of(Verdict.NO_DATA, "No request was counted in the last " + empty + ".");
        }
        double longBurn = verdicts.longBurn.orElseThrow();
        double shortBurn = verdicts.shortBurn.orElseThrow();
        var longSays = longName + " burn " + Numbers.decimal(longBurn);
        var shortSays = shortName + " burn " + Numbers.decimal(shortBurn);
        var threshold = Numbers.plain(rule.burn);
        boolean longAbove = longBurn > rule.burn;
        boolean shortAbove = shortBurn > rule.burn;
        if (longAbove && shortAbove && over.total() < needed) {
            return verdicts.of(Verdict.TOO_FEW_REQUESTS, "Both windows are above " + threshold + ", but "
                    + Numbers.count(over.total()) + " requests in " + longName + " are fewer than the "
                    + Numbers.count(needed) + " that it takes.");
        }
        if (longAbove && shortAbove) {
            return verdicts.of(Verdict.FIRES, longSays + " and " + shortSays + ", both above " + threshold
                    + ". By now " + Math.round(100 * rule.budgetUsed(window)) + " % of the budget may be used.");
        }
        if (longAbove) {
            return verdicts.of(Verdict.OVER, longSays + " is above " + threshold + ", " + shortSays
                    + " is not: the trouble is over.");
        }
        return shortAbove
                ? verdicts.of(Verdict.TOO_SHORT, shortSays + " is above " + threshold + ", " + longSays
                        + " is not: it has not lasted long enough.")
                : verdicts.of(Verdict.QUIET, longSays + " is not above " + threshold + ".");
    }

    private static Optional<Double> burn(RequestCounts counts, double forgiven) {
        return counts.total() == 0
                ? Optional.empty()
                : Optional.of((double) counts.bad() / counts.total() / forgiven);
    }

    /** What is known of an alert before it is judged. */
    private record Verdicts(Rule rule, Optional<Double> longBurn, Optional<Double> shortBurn) {
        BurnAlert of(Verdict verdict, String why) {
            return new BurnAlert(
                    rule.severity,
                    rule.burn,
                    rule.longWindow,
                    rule.shortWindow,
                    longBurn,
                    shortBurn,
                    verdict,
                    why);
        }
    }
}
