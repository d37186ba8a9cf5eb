package dev.sloconsole.view.wall;

import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures.AtCurrentTraffic;
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
 */
record Spent(
        long left,
        long allowed,
        double share,
        double steady,
        long bad,
        Optional<Duration> exhaustedIn,
        Duration outageLeft,
        Duration from) {

    static Optional<Spent> of(SessionState state) {
        return state.figures().budget().map(budget -> {
            double allowed = state.figures().atCurrentTraffic().map(AtCurrentTraffic::allowed).orElse(budget.allowed());
            double left = allowed - budget.bad();
            return new Spent(
                    (long) Math.floor(left),
                    (long) Math.floor(allowed),
                    left / allowed,
                    1,
                    budget.bad(),
                    state.figures().exhaustedIn(),
                    state.figures().atCurrentTraffic().map(AtCurrentTraffic::outageLeft).orElse(Duration.ZERO),
                    state.traffic().counted().isEmpty() ? Duration.ZERO : state.traffic().counted().getFirst().at().minusSeconds(1));
        });
    }

    boolean over() {
        return left < 0;
    }

    /** The share of all that may fail which so many failures are. */
    double shareOf(long failed) {
        return allowed == 0 ? 1 : (double) failed / allowed;
    }
}
