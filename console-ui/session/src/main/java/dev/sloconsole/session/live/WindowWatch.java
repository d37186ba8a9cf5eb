package dev.sloconsole.session.live;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionEvent.WindowClosed.Outcome;
import dev.sloconsole.session.fold.Folded;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SLO's eye in a live class: says what is planned for each window as it begins, and what became of it as it ends. A
 * replay has no need of it, for its answers are facts. Used by the session thread alone.
 */
final class WindowWatch {

    private final Optional<Integer> lessonRate;
    private Optional<Duration> planned = Optional.empty();
    private Optional<Duration> closed = Optional.empty();

    /** @param lessonRate what the lesson plans; empty where it leaves that to the traffic */
    WindowWatch(Optional<Integer> lessonRate) {
        this.lessonRate = lessonRate;
    }

    /** What is to be told as of a moment and was not before. */
    List<SessionEvent> due(Folded folded, Duration at) {
        var due = new ArrayList<SessionEvent>();
        var window = folded.window();
        var length = folded.state().info().window();
        if (window.from().isPresent() && !window.from().equals(planned)) {
            planned = window.from();
            int rate = window.told()
                    ? folded.terms().ratePerSecond()
                    : lessonRate.orElse(folded.terms().ratePerSecond());
            due.add(new BudgetPlanned(rate, window.from().get(), length));
        }
        if (window.told() && !window.from().equals(closed)) {
            window.end(length).filter(end -> at.compareTo(end) >= 0).ifPresent(end -> {
                closed = window.from();
                due.add(closed(folded, window.from().orElseThrow(), end));
            });
        }
        return due;
    }

    private static WindowClosed closed(Folded folded, Duration from, Duration end) {
        double objective = folded.state().info().objective();
        var counts = folded.requests().between(from, end);
        var allowed = ErrorBudget.forgiven(objective).multiply(BigDecimal.valueOf(counts.total()));
        var outcome = BigDecimal.valueOf(counts.bad()).compareTo(allowed) <= 0 ? Outcome.MET : Outcome.MISSED;
        return new WindowClosed(from, end, outcome, counts.bad(), counts.total(), objective);
    }
}
