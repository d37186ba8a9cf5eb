package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.session.ErrorBudget;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.fold.Folded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All figures of one moment, the users' and the server's. */
public final class Figures {

    private Figures() {}

    /** The figures as of a moment not before the latest fact. */
    public static SloFigures of(Folded folded, Duration at, SeriesReader series) {
        var users = UserFigures.of(folded);
        var now = folded.wallTime(at);
        var budget = budget(folded, at);
        return new SloFigures(
                users.sli(SloFigures.SLI_RANGE, at),
                users.sli(SloFigures.LATEST_RANGE, at),
                budget.flatMap(b -> UserFigures.sli(b.counted(), b.elapsed())),
                ServerFigures.sli(series, now),
                ServerFigures.age(series, now),
                ServerFigures.errorRate(series, now),
                budget,
                budget.flatMap(b -> users.burnRate(SloFigures.BURN_RANGE, at)),
                burnAlerts(folded, at),
                folded.window().firstRequest(),
                folded.prometheusKnowsSince());
    }

    /** The verdict on every alert as of a moment; empty for an objective that forgives nothing. */
    public static List<BurnAlert> burnAlerts(Folded folded, Duration at) {
        return forgives(folded)
                ? BurnPolicy.LESSON.judge(
                        UserFigures.of(folded), at, Budgets.of(folded).heldSince(at))
                : List.of();
    }

    /** The budget as of a moment; empty for an objective that forgives nothing. */
    static Optional<ErrorBudget> budget(Folded folded, Duration at) {
        return forgives(folded) ? Optional.of(Budgets.of(folded).at(at)) : Optional.empty();
    }

    private static boolean forgives(Folded folded) {
        var info = folded.state().info();
        return info.objective() > 0 && info.objective() < 1 && info.window().isPositive();
    }
}
