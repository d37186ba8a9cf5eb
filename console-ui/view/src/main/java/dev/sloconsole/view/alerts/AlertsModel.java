package dev.sloconsole.view.alerts;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.figures.BurnPolicy;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The multi-window alerts with their verdicts, and the policy of a month beside them.
 *
 * @param judgedBy such as {@code by what the users got, for 99 % over 30 min}
 * @param rows empty while there is nothing to judge
 * @param inClass why the class's windows are others than the month's, with what that costs
 */
public record AlertsModel(String judgedBy, List<Row> rows, List<Policy> production, String inClass) {

    /**
     * One alert.
     *
     * @param verdict such as {@code FIRES}
     * @param why the verdict in words, with today's numbers
     */
    public record Row(
            String severity,
            String threshold,
            Window longWindow,
            Window shortWindow,
            String verdict,
            Tone tone,
            String why) {}

    /**
     * One of an alert's windows.
     *
     * @param name such as {@code 40 s}
     * @param burn such as {@code 18.0 ×}, or that there is no data
     * @param above whether it is above the threshold
     * @param part of a bar, on which the threshold is at {@link #THRESHOLD_AT}
     */
    public record Window(String name, String burn, boolean above, double part) {}

    /** An alert of the 30-day policy, in words. */
    public record Policy(String severity, String threshold, String windows, String budgetUsed) {}

    /** Where on a window's bar its threshold is. */
    public static final double THRESHOLD_AT = 0.5;

    private static final Duration MONTH = Duration.ofDays(30);

    public AlertsModel {
        rows = List.copyOf(rows);
        production = List.copyOf(production);
    }

    public static AlertsModel from(SessionState state) {
        return new AlertsModel(
                "by what the users got, for " + Written.objective(state.info().objective()) + " over "
                        + Written.span(state.info().window()),
                state.figures().burnAlerts().stream().map(AlertsModel::row).toList(),
                BurnPolicy.PRODUCTION.alerts().stream().map(AlertsModel::policy).toList(),
                "A class of " + Written.span(state.info().window()) + " keeps the burn rates. Its windows cannot shrink"
                        + " as far, for each must hold four scrapes: here the alerts fire when "
                        + BurnPolicy.LESSON.alerts().stream()
                                .map(rule -> Written.share(rule.budgetUsed(state.info().window())))
                                .collect(Collectors.joining(", "))
                        + " of the budget is used.");
    }

    private static Row row(BurnAlert alert) {
        return new Row(
                alert.severity().toUpperCase(Locale.ROOT),
                Written.threshold(alert.burn()),
                window(alert.longWindow(), alert.longBurn(), alert.burn()),
                window(alert.shortWindow(), alert.shortBurn(), alert.burn()),
                words(alert.verdict()),
                tone(alert),
                alert.why());
    }

    private static Window window(Duration window, Optional<Double> burn, double threshold) {
        return new Window(
                Written.span(window),
                burn.map(b -> Written.times(b, threshold)).orElse("no data"),
                burn.filter(b -> b > threshold).isPresent(),
                Math.clamp(THRESHOLD_AT * burn.orElse(0.0) / threshold, 0, 1));
    }

    private static Policy policy(BurnPolicy.Rule rule) {
        return new Policy(
                rule.severity().toUpperCase(Locale.ROOT),
                Written.threshold(rule.burn()),
                Written.span(rule.longWindow()) + " and " + Written.span(rule.shortWindow()),
                Written.share(rule.budgetUsed(MONTH)));
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case FIRES -> "FIRES";
            case QUIET -> "quiet";
            case TOO_SHORT -> "not for long enough";
            case OVER -> "over again";
            case TOO_FEW_REQUESTS -> "too few requests";
            case NO_DATA -> "no data";
        };
    }

    private static Tone tone(BurnAlert alert) {
        return switch (alert.verdict()) {
            case FIRES -> alert.severity().equals("page") ? Tone.BAD : Tone.WARN;
            case QUIET -> Tone.GOOD;
            case TOO_SHORT, OVER, TOO_FEW_REQUESTS -> Tone.INFO;
            case NO_DATA -> Tone.MUTED;
        };
    }
}
