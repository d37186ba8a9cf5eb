package dev.sloconsole.view.wall;

import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.budget.BudgetWords;
import java.time.Duration;
import java.util.Optional;

/**
 * The error budget of a window that has begun, in requests.
 *
 * @param from when the window began
 */
record Spent(ErrorBudget budget, Duration from) {

    /** Empty before the window's first request. */
    static Optional<Spent> of(SessionState state) {
        return state.figures().budget().flatMap(budget -> budget.from().map(from -> new Spent(budget, from)));
    }

    /** How many more may fail; negative when overspent. */
    long left() {
        return BudgetWords.wholeLeft(budget);
    }

    long allowed() {
        return BudgetWords.whole(budget.allowed());
    }

    /** {@link #left} as a part of {@link #allowed}. */
    double share() {
        return budget.share().doubleValue();
    }

    /** The share that somebody would have left who spends evenly. */
    double steady() {
        return budget.steadyShare().doubleValue();
    }

    long bad() {
        return budget.counted().bad();
    }

    Optional<Duration> exhaustedIn() {
        return budget.exhaustedIn();
    }

    /** By the tile's rule. */
    Tone tone() {
        return BudgetWords.tone(budget);
    }

    boolean over() {
        return budget.overspent();
    }

    /** The share of all that may fail which so many failures are. */
    double shareOf(long failed) {
        return allowed() == 0 ? 1 : (double) failed / allowed();
    }
}
