package dev.sloconsole.session.fold;

import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionEvent.WindowClosed.Outcome;
import dev.sloconsole.session.SessionEvent.WindowingChosen;
import dev.sloconsole.session.Timeline;
import dev.sloconsole.session.Timeline.Promise;
import dev.sloconsole.session.Windowing;
import dev.sloconsole.session.fold.BudgetWindow.Terms;
import java.time.Duration;

/** What happens to the windows of the SLO and to their plan. */
final class BudgetFold {

    /** Failures that leave the window so long after others are news. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private BudgetFold() {}

    /** Where nobody tells the end of a window, as in a journal from before that fact, its time ends it. */
    static void overdue(Draft draft) {
        var length = draft.info.window();
        if (!draft.window.told() && length.isPositive()) {
            draft.window
                    .end(length)
                    .filter(end -> draft.at.compareTo(end) > 0)
                    .ifPresent(end -> draft.window = draft.window.overdue(draft.at, length, terms(draft)));
        }
    }

    /** A plan for nothing is none. */
    static void planned(Draft draft, BudgetPlanned e) {
        if (e.ratePerSecond() < 1 || !e.window().isPositive()) {
            return;
        }
        var before = terms(draft);
        boolean again = draft.window.plansAnew(e);
        draft.info = draft.info.withObjective(draft.info.objective(), e.window());
        draft.window = draft.window.planned(draft.at, e, before);
        if (again) {
            draft.lanes.promise(draft.at, Promise.PLANNED_AGAIN);
        }
    }

    static void closed(Draft draft, WindowClosed e) {
        draft.window = draft.window.closed(draft.at, e.until(), terms(draft));
        draft.lanes.closed(
                new Timeline.Window(draft.at, e.outcome() == Outcome.MET, e.failed(), e.seen(), e.objective()));
    }

    static void windowing(Draft draft, WindowingChosen e) {
        draft.window = draft.window.windowing(draft.at, draft.info.window(), e.windowing(), terms(draft));
        draft.lanes.promise(draft.at, Promise.WINDOWING_CHOSEN);
    }

    static void objectiveChanged(Draft draft, ObjectiveChanged e) {
        if (!e.window().isPositive()) {
            return;
        }
        var before = terms(draft);
        draft.info = draft.info.withObjective(e.objective(), e.window());
        draft.window = draft.window.objectiveChanged(draft.at, e.window(), before);
        draft.lanes.promise(draft.at, Promise.OBJECTIVE_CHANGED);
    }

    /** A second with requests, which is in the draft's ledger already. */
    static void counted(Draft draft) {
        draft.window = draft.window.counted(draft.at, draft.traffic.plan().ratePerSecond());
        var length = draft.info.window();
        if (draft.window.windowing() == Windowing.ROLLING && length.isPositive()) {
            var left = draft.before().state().at().minus(length);
            boolean leave = draft.requests.between(left, draft.at.minus(length)).bad() > 0;
            if (leave && draft.requests.between(left.minus(CALM), left).bad() == 0) {
                draft.lanes.promise(draft.at, Promise.FAILURES_LEAVE);
            }
        }
    }

    /** A new stack is a new act: what the users got of the one before is no figure of this one. */
    static void newAct(Draft draft) {
        draft.window = draft.window.newAct(draft.at, draft.before().wallTime(draft.at));
        draft.requests = draft.requests.anew();
        draft.traffic = draft.traffic.anew();
    }

    /** What was counted after a moment is taken back: it tells nothing of the service. */
    static void observationLost(Draft draft, Duration since) {
        var before = draft.requests;
        draft.requests = before.blindSince(since);
        draft.traffic = draft.traffic.without(before.total().minus(draft.requests.total()), draft.requests.entries());
        draft.lanes.blindSince(since);
    }

    static void observationRegained(Draft draft) {
        draft.requests.blindSince().ifPresent(since -> draft.window = draft.window.blind(draft.at, since));
        draft.requests = draft.requests.seeing();
    }

    private static Terms terms(Draft draft) {
        return draft.window.terms(draft.info, draft.traffic.plan().ratePerSecond());
    }
}
