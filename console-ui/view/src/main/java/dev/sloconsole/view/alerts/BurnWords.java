package dev.sloconsole.view.alerts;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.view.Written;
import java.time.Duration;

/** Burn rates and the verdicts on them, in words with today's numbers. */
public final class BurnWords {

    private BurnWords() {}

    /** A burn rate; written as a threshold of an alert only where it is just that. */
    public static String times(BurnRate burn, SloFigures figures) {
        return Written.times(
                burn.value(),
                figures.burnAlerts().stream().mapToDouble(BurnAlert::burn).toArray());
    }

    /** How a burn rate comes about, such as {@code 8 failed ÷ ((1 − 0.99) × 400 requests) = 2.0 ×}. */
    public static String formula(BurnRate burn, SloFigures figures) {
        var requests = burn.planned().signum() == 0
                ? Written.count(burn.total()) + " requests"
                : "(" + Written.count(burn.total()) + " requests + " + Written.amount(burn.planned()) + " planned)";
        return Written.count(burn.bad()) + " failed ÷ ((1 − " + Written.given(burn.objective()) + ") × " + requests
                + ") = " + times(burn, figures);
    }

    /** An alert in short, such as {@code page at 14.4 ×}. */
    public static String name(BurnAlert alert) {
        return alert.severity() + " at " + Written.threshold(alert.burn());
    }

    /** Why an alert fires, or does not. */
    public static String why(BurnAlert alert, SloFigures figures, Duration window) {
        return because(alert, figures, window)
                + alert.heldSince()
                        .filter(at -> !alert.verdict().leftOut())
                        .map(at -> " Held since " + Written.shortClock(at) + ": too little is seen to judge by.")
                        .orElse("");
    }

    private static String because(BurnAlert alert, SloFigures figures, Duration window) {
        var longName = Written.span(alert.longWindow());
        var threshold = Written.threshold(alert.burn());
        return switch (alert.verdict()) {
            case FIRES ->
                says(alert, true, figures) + " and " + says(alert, false, figures) + ", both above "
                        + threshold + ". In " + longName + " that is " + Written.share(alert.share())
                        + " of a window's budget.";
            case QUIET -> says(alert, true, figures) + ", not above " + threshold + ".";
            case TOO_SHORT ->
                says(alert, false, figures) + ", above " + threshold + "; " + says(alert, true, figures)
                        + ", not: it has not lasted long enough.";
            case OVER ->
                says(alert, true, figures) + ", above " + threshold + "; " + says(alert, false, figures)
                        + ", not: the trouble is over.";
            case TOO_FEW_REQUESTS ->
                "Both windows are above " + threshold + ", but "
                        + Written.count(alert.longBurn().orElseThrow().total()) + " requests in " + longName
                        + " are fewer than the " + Written.count(alert.needed()) + " that it takes.";
            case NO_DATA ->
                "No request was counted in the last "
                        + (alert.longBurn().isEmpty() ? longName : Written.span(alert.shortWindow())) + ".";
            case LONG_WINDOW_TOO_LONG ->
                "Left out: " + longName + " are more than half of a window of " + Written.window(window) + ".";
            case THRESHOLD_OUT_OF_REACH -> "Left out: not even a full outage burns faster than " + threshold + ".";
        };
    }

    private static String says(BurnAlert alert, boolean overLong, SloFigures figures) {
        var window = overLong ? alert.longWindow() : alert.shortWindow();
        var burn = (overLong ? alert.longBurn() : alert.shortBurn()).orElseThrow();
        return Written.span(window) + " burn " + times(burn, figures);
    }
}
