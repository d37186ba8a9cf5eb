package dev.sloconsole.view.alerts;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Verdict;
import dev.sloconsole.session.figures.BurnPolicy;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The multi-window alerts with their verdicts, and the policy of a month beside them.
 *
 * @param judgedBy whose word it is, by what, and for which SLO
 * @param rows empty while there is nothing to judge
 * @param inClass why the class's windows are others than the month's, with what that costs
 */
public record AlertsModel(String judgedBy, List<Row> rows, List<Policy> production, String inClass) {

    /**
     * One alert.
     *
     * @param budgetUsed the share of a window's budget that its long window has used when it fires
     * @param verdict such as {@code FIRES}
     * @param why the verdict in words, with today's numbers
     */
    public record Row(
            String severity,
            String threshold,
            String budgetUsed,
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
        var window = state.info().window();
        return new AlertsModel(
                "the console's word, by what the users got, for "
                        + Written.objective(state.info().objective()) + " over " + Written.window(window)
                        + "; the tile has Prometheus's",
                state.figures().burnAlerts().stream()
                        .map(alert -> row(alert, state))
                        .toList(),
                BurnPolicy.PRODUCTION.alerts().stream().map(AlertsModel::policy).toList(),
                "Each window must hold four scrapes, so those of a class cannot shrink as far as a month does, and more of"
                        + " the budget is used when an alert fires. Its threshold is that share × "
                        + Written.window(window) + " ÷ the long window.");
    }

    /** One of a state's alerts. */
    public static Row row(BurnAlert alert, SessionState state) {
        var figures = state.figures();
        var verdict = alert.verdict();
        boolean both = verdict == Verdict.FIRES || verdict == Verdict.TOO_FEW_REQUESTS;
        return new Row(
                alert.severity().toUpperCase(Locale.ROOT),
                Written.threshold(alert.burn()),
                Written.share(alert.share()),
                window(alert.longWindow(), alert.longBurn(), both || verdict == Verdict.OVER, alert.burn(), figures),
                window(
                        alert.shortWindow(),
                        alert.shortBurn(),
                        both || verdict == Verdict.TOO_SHORT,
                        alert.burn(),
                        figures),
                words(verdict) + (alert.heldSince().isPresent() ? ", held" : ""),
                tone(alert),
                BurnWords.why(alert, figures, state.info().window()));
    }

    private static Window window(
            Duration window, Optional<BurnRate> burn, boolean above, double threshold, SloFigures figures) {
        return new Window(
                Written.span(window),
                burn.map(b -> BurnWords.times(b, figures)).orElse("no data"),
                above,
                Math.clamp(THRESHOLD_AT * burn.map(BurnRate::value).orElse(0.0) / threshold, 0, 1));
    }

    private static Policy policy(BurnPolicy.Rule rule) {
        return new Policy(
                rule.severity().toUpperCase(Locale.ROOT),
                Written.threshold(rule.burn(MONTH)),
                Written.span(rule.longWindow()) + " and " + Written.span(rule.shortWindow()),
                Written.share(rule.share()));
    }

    /** A verdict in a few words. */
    public static String words(Verdict verdict) {
        return switch (verdict) {
            case FIRES -> "FIRES";
            case QUIET -> "quiet";
            case TOO_SHORT -> "not for long enough";
            case OVER -> "over: quiet lately";
            case TOO_FEW_REQUESTS -> "too few requests";
            case NO_DATA -> "no data";
            case LONG_WINDOW_TOO_LONG, THRESHOLD_OUT_OF_REACH -> "left out";
        };
    }

    private static Tone tone(BurnAlert alert) {
        return switch (alert.verdict()) {
            case FIRES -> alert.severity().equals("page") ? Tone.BAD : Tone.WARN;
            case QUIET -> Tone.GOOD;
            case TOO_SHORT, OVER -> Tone.WARN;
            case TOO_FEW_REQUESTS, NO_DATA, LONG_WINDOW_TOO_LONG, THRESHOLD_OUT_OF_REACH -> Tone.MUTED;
        };
    }
}
