package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.AtCurrentTraffic;
import dev.sloconsole.session.SloFigures.Budget;
import dev.sloconsole.session.SloFigures.BurnAlert;
import dev.sloconsole.session.SloFigures.Figure;
import dev.sloconsole.session.fold.Folded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All figures of one moment, the users' and the server's. */
public final class Figures {

    private Figures() {}

    /** The figures as of a moment not before the latest fact. */
    public static SloFigures of(Folded folded, Duration at, SeriesReader series) {
        var info = folded.state().info();
        var requests = folded.requests();
        var now = folded.wallTime(at);
        Optional<Budget> budget = Optional.empty();
        Optional<Figure> burnRate = Optional.empty();
        Optional<AtCurrentTraffic> atCurrentTraffic = Optional.empty();
        List<BurnAlert> burnAlerts = List.of();
        if (info.objective() > 0 && info.objective() < 1) {
            budget = UserFigures.budget(requests.within(info.window(), at), info.objective());
            burnRate = UserFigures.burnRate(requests.within(SloFigures.BURN_RANGE, at), info.objective());
            atCurrentTraffic = UserFigures.atCurrentTraffic(
                    requests.within(info.window(), at),
                    requests.within(SloFigures.BURN_RANGE, at),
                    requests.secondsWithin(SloFigures.BURN_RANGE, at),
                    info.objective(),
                    info.window());
            burnAlerts = BurnPolicy.LESSON.judge(requests, at, info.objective(), info.window());
        }
        return new SloFigures(
                UserFigures.sli(requests.within(SloFigures.SLI_RANGE, at)),
                ServerFigures.sliWithFormula(series, now),
                ServerFigures.age(series, now),
                ServerFigures.errorRate(series, now),
                budget,
                burnRate,
                UserFigures.exhaustedIn(budget, burnRate, info.window()),
                atCurrentTraffic,
                burnAlerts);
    }
}
