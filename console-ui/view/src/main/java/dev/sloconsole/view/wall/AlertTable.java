package dev.sloconsole.view.wall;

import dev.sloconsole.session.BurnRate;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The burn-rate alerts, the most urgent first, each with both of its windows. */
public record AlertTable(List<Row> rows) implements Region {

    /** An alert. */
    public record Row(String severity, String threshold, Window longer, Window shorter, String verdict, Tone tone) {}

    /**
     * How fast the budget burnt over a range.
     *
     * @param part 0 to 1 of a bar that has the threshold in its middle
     */
    public record Window(String range, String burn, double part, boolean above) {}

    static AlertTable of(Moment m) {
        return new AlertTable(
                m.state().figures().burnAlerts().stream().map(AlertTable::row).toList());
    }

    private static Row row(BurnAlert alert) {
        return new Row(
                alert.severity().equals("page") ? "Page" : "Ticket",
                "above " + Written.threshold(alert.burn()),
                window(alert.longWindow(), alert.longBurn(), alert.burn()),
                window(alert.shortWindow(), alert.shortBurn(), alert.burn()),
                verdict(alert),
                tone(alert));
    }

    private static Window window(Duration range, Optional<BurnRate> rate, double threshold) {
        var burn = rate.map(BurnRate::value);
        return new Window(
                Written.span(range),
                burn.map(b -> Written.times(b, threshold)).orElse("no data"),
                Math.clamp(burn.orElse(0.0) / threshold / 2, 0, 1),
                burn.filter(b -> b > threshold).isPresent());
    }

    private static String verdict(BurnAlert alert) {
        return switch (alert.verdict()) {
            case FIRES -> "FIRES: both are above";
            case QUIET -> "quiet";
            case TOO_SHORT -> "not yet: too short";
            case OVER -> "over: quiet lately";
            case TOO_FEW_REQUESTS -> "too few requests";
            case NO_DATA -> "no data";
            case LONG_WINDOW_TOO_LONG, THRESHOLD_OUT_OF_REACH -> "left out";
        };
    }

    private static Tone tone(BurnAlert alert) {
        return switch (alert.verdict()) {
            case FIRES -> alert.severity().equals("page") ? Tone.BAD : Tone.WARN;
            case TOO_SHORT, OVER -> Tone.WARN;
            case QUIET -> Tone.GOOD;
            case TOO_FEW_REQUESTS, NO_DATA, LONG_WINDOW_TOO_LONG, THRESHOLD_OUT_OF_REACH -> Tone.MUTED;
        };
    }
}
