package dev.sloconsole.session.fold;

import dev.sloconsole.session.Discovery;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Metrics;
import dev.sloconsole.session.Ownership;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.SessionState.Info;
import dev.sloconsole.session.SessionState.LessonProgress;
import dev.sloconsole.session.SessionState.Traffic;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Tasks;
import java.time.Duration;
import java.util.List;

/**
 * The next state while one fact is being folded into it; lives within one call of {@link Fold#apply} only. The parts
 * are immutable, a draft only says which of them are new.
 */
final class Draft {

    private final Folded before;

    /** When the fact being folded happened. */
    final Duration at;

    Info info;
    Stack stack;
    Ownership ownership;
    Tasks tasks;
    Discovery discovery;
    Metrics metrics;
    Traffic traffic;
    LessonProgress lesson;
    Lanes lanes;
    List<Banner> banners;
    RequestLedger requests;
    BudgetWindow window;
    OutageWatch outage;
    Duration wallOffset;
    boolean deleting;
    boolean resolverSeen;

    Draft(Folded before, Duration at) {
        this.before = before;
        this.at = at;
        var state = before.state();
        info = state.info();
        stack = state.stack();
        ownership = state.ownership();
        tasks = state.tasks();
        discovery = state.discovery();
        metrics = state.metrics();
        traffic = state.traffic();
        lesson = state.lesson();
        lanes = new Lanes(state.timeline());
        banners = state.banners();
        requests = before.requests();
        window = before.window();
        outage = before.outage();
        wallOffset = before.wallOffset();
        deleting = before.deleting();
        resolverSeen = before.resolverSeen();
    }

    /** What there was before this fact. */
    Folded before() {
        return before;
    }

    Folded done(Fact fact) {
        var state = before.state()
                .next()
                .after(fact)
                .info(info)
                .act(window.act())
                .stack(stack)
                .ownership(ownership)
                .tasks(tasks)
                .discovery(discovery)
                .metrics(metrics)
                .traffic(traffic)
                .lesson(lesson)
                .timeline(lanes.timeline())
                .banners(banners)
                .outages(outage.outages())
                .state();
        return new Folded(state, requests, window, outage, wallOffset, deleting, resolverSeen);
    }
}
