package dev.sloconsole.session.fold;

import dev.sloconsole.session.ErrorBudget.Reason;
import dev.sloconsole.session.Lists;
import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionState.Info;
import dev.sloconsole.session.Windowing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which window of the SLO it is, and what is planned for it. A class tells by {@link BudgetPlanned} what it plans, and by
 * {@code WindowClosed} when a window ends; a journal from before these facts has neither, so there the plan is the
 * traffic that was switched on first, and windows end when their time is over.
 *
 * @param act when the present act began, by the deployment of its stack
 * @param actBegan the same by the clock that stamps the samples
 * @param firstRequest of the act; empty before it
 * @param from when the present window began; empty before its first request
 * @param ratePerSecond what is planned; empty while nobody planned
 * @param told whether the plan is a fact, so that the end of a window will be one
 * @param expectedSince since when every second should be counted; empty while traffic is off
 * @param gaps when nothing was observed, though time went by
 * @param change the latest that was not the users'
 */
public record BudgetWindow(
        Duration act,
        Instant actBegan,
        Optional<Duration> firstRequest,
        Optional<Duration> from,
        Optional<Integer> ratePerSecond,
        boolean told,
        Windowing windowing,
        Optional<Duration> expectedSince,
        List<Gap> gaps,
        Optional<Change> change) {

    /** What one counted second covers. */
    static final Duration SECOND = Duration.ofSeconds(1);

    /** A wall clock that jumps forward by less was set right, by more it is taken for a sleep. */
    private static final Duration SLEEP = Duration.ofSeconds(5);

    /**
     * A time without observations.
     *
     * @param until when it was over
     * @param within how long it was by the session's clock
     * @param beyond how much longer it was by the wall's, where the session's clock stood still
     */
    public record Gap(Duration until, Duration within, Duration beyond) {
        public Duration from() {
            return until.minus(within);
        }
    }

    /**
     * What a budget is judged by.
     *
     * @param from when its window began
     */
    public record Terms(
            double objective, Duration window, Windowing windowing, int ratePerSecond, Optional<Duration> from) {}

    /** What a budget was judged by before somebody or something changed it. */
    public record Change(Duration at, Reason reason, Terms before) {}

    static BudgetWindow none() {
        return new BudgetWindow(
                Duration.ZERO,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Windowing.FIXED,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** What the budget is judged by now; what is not planned yet is assumed from the traffic. */
    public Terms terms(Info info, int trafficPerSecond) {
        return new Terms(
                info.objective(),
                info.window(),
                windowing,
                ratePerSecond.orElse(trafficPerSecond),
                windowing == Windowing.ROLLING ? firstRequest : from);
    }

    /** When the present window ends; empty where it has not begun, or rolls on. */
    public Optional<Duration> end(Duration window) {
        return windowing == Windowing.ROLLING ? Optional.empty() : from.map(f -> f.plus(window));
    }

    /** A new stack: nothing of the one before counts any more. */
    BudgetWindow newAct(Duration at, Instant began) {
        return new BudgetWindow(
                at,
                began,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                windowing,
                expectedSince.map(since -> at),
                List.of(),
                Optional.empty());
    }

    /** Traffic was switched on or off. */
    BudgetWindow expecting(Duration at, boolean on) {
        var since = on ? expectedSince.or(() -> Optional.of(at)) : Optional.<Duration>empty();
        return new BudgetWindow(act, actBegan, firstRequest, from, ratePerSecond, told, windowing, since, gaps, change);
    }

    /** A second with requests was counted, which begins a window where there is none. */
    BudgetWindow counted(Duration at, int trafficPerSecond) {
        if (from.isPresent()) {
            return this;
        }
        var second = at.minus(SECOND).compareTo(act) < 0 ? act : at.minus(SECOND);
        return new BudgetWindow(
                act,
                actBegan,
                firstRequest.or(() -> Optional.of(second)),
                Optional.of(second),
                ratePerSecond.or(() -> Optional.of(trafficPerSecond)),
                told,
                windowing,
                expectedSince,
                gaps,
                change);
    }

    /** Whether a plan replaces another, and does not only put down in writing what was assumed. */
    boolean plansAnew(BudgetPlanned plan) {
        return told
                && ratePerSecond.filter(rate -> rate != plan.ratePerSecond()).isPresent();
    }

    /** Somebody planned. */
    BudgetWindow planned(Duration at, BudgetPlanned plan, Terms before) {
        return new BudgetWindow(
                act,
                actBegan,
                firstRequest.or(() -> Optional.of(plan.from())),
                Optional.of(plan.from()),
                Optional.of(plan.ratePerSecond()),
                true,
                windowing,
                expectedSince,
                gaps,
                plansAnew(plan) ? Optional.of(new Change(at, Reason.PLANNED_AGAIN, before)) : change);
    }

    /** Another objective or window; a window that would be over by now gives way to the one after it. */
    BudgetWindow objectiveChanged(Duration at, Duration window, Terms before) {
        return new BudgetWindow(
                act,
                actBegan,
                firstRequest,
                from.map(f -> begun(f, at, window)),
                ratePerSecond,
                told,
                windowing,
                expectedSince,
                gaps,
                Optional.of(new Change(at, Reason.OBJECTIVE_CHANGED, before)));
    }

    /** Windows follow each other otherwise. */
    BudgetWindow windowing(Duration at, Duration window, Windowing chosen, Terms before) {
        var begun = firstRequest.map(first -> begun(first, at, window));
        return new BudgetWindow(
                act,
                actBegan,
                firstRequest,
                from.flatMap(f -> begun),
                ratePerSecond,
                told,
                chosen,
                expectedSince,
                gaps,
                Optional.of(new Change(at, Reason.NEW_WINDOW, before)));
    }

    /** The window has ended: the next begins at once where users come, else with their first request. */
    BudgetWindow closed(Duration at, Duration end, Terms before) {
        return new BudgetWindow(
                act,
                actBegan,
                firstRequest,
                expectedSince.map(since -> end),
                ratePerSecond,
                told,
                windowing,
                expectedSince,
                gaps.stream().filter(gap -> gap.until().compareTo(end) > 0).toList(),
                Optional.of(new Change(at, Reason.NEW_WINDOW, before)));
    }

    /** The window has ended some time ago, and perhaps others after it. */
    BudgetWindow overdue(Duration at, Duration window, Terms before) {
        var latest = from.map(f -> begun(f, at, window)).orElse(at);
        return closed(latest, latest, before);
    }

    /** Nothing ran for so long. */
    BudgetWindow paused(Duration at, Duration lasted) {
        return with(Lists.with(gaps, new Gap(at, lasted, Duration.ZERO)));
    }

    /** Nothing told of the service since a moment; a time in which nothing ran is a part of that. */
    BudgetWindow blind(Duration at, Duration since) {
        var others = gaps.stream()
                .filter(gap -> gap.until().compareTo(since) <= 0 || gap.within().isZero())
                .toList();
        return with(Lists.with(others, new Gap(at, at.minus(since), Duration.ZERO)));
    }

    /** The wall clock moved against the session's: forwards by more than a correction, it was a sleep. */
    BudgetWindow jumped(Duration at, Duration by) {
        return by.compareTo(SLEEP) < 0 ? this : with(Lists.with(gaps, new Gap(at, Duration.ZERO, by)));
    }

    /** When the window began that holds a moment, where the first of them is known. */
    private static Duration begun(Duration first, Duration at, Duration window) {
        long whole = at.compareTo(first) <= 0 || !window.isPositive()
                ? 0
                : at.minus(first).dividedBy(window);
        return first.plus(window.multipliedBy(whole));
    }

    private BudgetWindow with(List<Gap> others) {
        return new BudgetWindow(
                act, actBegan, firstRequest, from, ratePerSecond, told, windowing, expectedSince, others, change);
    }
}
