package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.SloFigures.ServerSli;
import dev.sloconsole.session.fold.Fold;
import dev.sloconsole.session.fold.Folded;
import java.time.Duration;

/**
 * All that the facts so far amount to: the folded state, and beside it the series that were scraped. A class and its
 * replay feed theirs with the same facts and get the same figures. One thread applies facts; {@link #series} may be
 * called from any.
 */
public final class Projection {

    private final SeriesLog series;
    private Folded folded;

    /** Nothing known but the start. */
    public Projection(Folded start) {
        this(start, SeriesLog.storing());
    }

    /** @param series what the facts up to the start told */
    public Projection(Folded start, SeriesLog series) {
        this.folded = start;
        this.series = series;
    }

    public void apply(Fact fact) {
        folded = Fold.apply(folded, fact);
        series.observe(fact);
        if (fact.event() instanceof MetricsObserved(SamplesScraped scraped)) {
            var now = folded.wallTime(fact.at());
            folded = folded.withServerSli(
                    fact.at(), ServerFigures.sli(series(), now).map(ServerSli::value));
        }
        folded = Outcomes.after(folded, fact, this::series);
    }

    public Folded folded() {
        return folded;
    }

    /** The state as of a moment not before the latest fact, figures included. */
    public SessionState asOf(Duration at) {
        return folded.asOf(at, Figures.of(folded, at, series()));
    }

    /** The figures of the same moment for another objective or window. */
    public SloFigures rescored(Duration at, double objective, Duration window) {
        return Figures.of(folded.withObjective(at, objective, window), at, series());
    }

    /** The series of the present act: what the Prometheus of an earlier stack told is none of this one's. */
    public SeriesReader series() {
        var all = series.snapshot();
        long began = folded.window().actBegan().toEpochMilli();
        return (matchers, from, to) -> all.select(matchers, Math.max(from, began), to);
    }
}
