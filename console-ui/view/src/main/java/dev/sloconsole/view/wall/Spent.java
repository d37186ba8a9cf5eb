package dev.sloconsole.view.wall;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.view.Tone;
import dev.sloconsole.view.budget.BudgetWords;
import java.time.Duration;
import java.util.Optional;

/**
 * The error budget of the window, in requests.
 *
 * @param left how many more may fail; negative when overspent
 * @param share of {@code allowed} that is left
 * @param outageLeft for how long everything might fail until nothing is left
 * @param from when the window began
 * @param steady the share that somebody would have left who spends evenly
 * @param tone by the tile's rule
 */
record Spent(
        long left,
        long allowed,
        double share,
        double steady,
        long bad,
        Optional<Duration> exhaustedIn,
        Duration outageLeft,
        Duration from,
        Tone tone) {

    /** Empty before the window's first request. */
    static Optional<Spent> of(SessionState state) {
        return state.figures()
                .budget()
                .flatMap(budget -> budget.from()
                        .map(from -> new Spent(
                                BudgetWords.wholeLeft(budget),
                                BudgetWords.whole(budget.allowed()),
                                budget.share().doubleValue(),
                                budget.steadyShare().doubleValue(),
                                budget.counted().bad(),
                                budget.exhaustedIn(),
                                budget.outageLeft(),
                                from,
                                BudgetWords.tone(budget))));
    }

    boolean over() {
        return left < 0;
    }

    /** The share of all that may fail which so many failures are. */
    double shareOf(long failed) {
        return allowed == 0 ? 1 : (double) failed / allowed;
    }
}
