package dev.sloconsole.view.wall;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.ErrorBudget.Standing;
import dev.sloconsole.session.Timeline.Point;
import dev.sloconsole.session.Timeline.Window;
import dev.sloconsole.view.Written;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** The window of the SLO itself: that it has ended, that it stands still, that too little of it was seen. */
final class WindowCaptions {

    /** How long a window that has ended is news. */
    private static final Duration NEWS = Duration.ofSeconds(12);

    private WindowCaptions() {}

    static Optional<Caption> of(Moment m) {
        return m.serving() ? paused(m).or(() -> closed(m)) : Optional.empty();
    }

    /** Traffic is on and nothing is counted. */
    private static Optional<Caption> paused(Moment m) {
        return m.standing()
                .filter(standing -> standing == Standing.PAUSED)
                .flatMap(standing -> lastCounted(m))
                .flatMap(at -> Caption.news(Part.say("Nothing has been counted for ")
                        .warn(Written.span(m.ago(at)))
                        .say(": what nobody sees is neither good nor bad. ")
                        .say("The budget waits, and the alerts stand still.")));
    }

    private static Optional<Duration> lastCounted(Moment m) {
        var line = m.state().timeline().userSli();
        return line.isEmpty() ? Optional.empty() : Optional.of(line.getLast()).map(Point::at);
    }

    private static Optional<Caption> closed(Moment m) {
        var windows = m.state().timeline().windows();
        return windows.isEmpty()
                        || m.outageLasts()
                        || m.ago(windows.getLast().at()).compareTo(NEWS) >= 0
                ? Optional.empty()
                : closed(m, windows.getLast());
    }

    private static Optional<Caption> closed(Moment m, Window window) {
        var allowed = ErrorBudget.forgiven(window.objective())
                .multiply(BigDecimal.valueOf(window.counted()))
                .setScale(0, RoundingMode.FLOOR)
                .longValue();
        var counts = ": " + Written.count(window.failed()) + " of " + Written.count(window.counted())
                + " requests failed, " + Written.count(allowed) + " may. ";
        var sentence = Part.say("The " + m.windowWords() + " is over, its objective ");
        return Caption.milestone((window.met() ? sentence.good("met") : sentence.bad("missed"))
                .say(counts + "A new budget begins with the next one."));
    }

    /** Less was seen than one may judge by; told while there is nothing more urgent. */
    static Optional<Caption> tooLittleSeen(Moment m) {
        return m.standing()
                .filter(standing -> standing == Standing.TOO_LITTLE_OBSERVED)
                .flatMap(standing -> m.state().figures().budget())
                .flatMap(budget -> Caption.state(Part.say("Only ")
                        .warn(Written.share(budget.observed()))
                        .say(" of this " + m.windowWords() + " was seen, too little to judge by: ")
                        .say("no alert begins or ends. The budget counts what was seen.")));
    }
}
