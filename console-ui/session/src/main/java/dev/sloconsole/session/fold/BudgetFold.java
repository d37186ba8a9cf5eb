package dev.sloconsole.session.fold;

import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.ObjectiveChanged;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionEvent.WindowingChosen;
import dev.sloconsole.session.fold.BudgetWindow.Terms;

/** What happens to the windows of the SLO and to their plan. */
final class BudgetFold {

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
        draft.info = draft.info.withObjective(draft.info.objective(), e.window());
        draft.window = draft.window.planned(draft.at, e, before);
    }

    static void closed(Draft draft, WindowClosed e) {
        draft.window = draft.window.closed(draft.at, e.until(), terms(draft));
    }

    static void windowing(Draft draft, WindowingChosen e) {
        draft.window = draft.window.windowing(draft.at, draft.info.window(), e.windowing(), terms(draft));
    }

    static void objectiveChanged(Draft draft, ObjectiveChanged e) {
        if (!e.window().isPositive()) {
            return;
        }
        var before = terms(draft);
        draft.info = draft.info.withObjective(e.objective(), e.window());
        draft.window = draft.window.objectiveChanged(draft.at, e.window(), before);
    }

    /** A new stack is a new act: what the users got of the one before is no figure of this one. */
    static void newAct(Draft draft) {
        draft.window = draft.window.newAct(draft.at, draft.before().wallTime(draft.at));
        draft.requests = RequestLedger.empty();
    }

    private static Terms terms(Draft draft) {
        return draft.window.terms(draft.info, draft.traffic.plan().ratePerSecond());
    }
}
