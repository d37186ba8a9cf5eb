package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.fold.Fold;
import dev.sloconsole.session.fold.Folded;
import java.time.Duration;

/**
 * All that the facts so far amount to: the folded state, and beside it the series that were scraped. A class and its
 * replay feed theirs with the same facts and get the same figures. One thread applies facts; {@link #series} may be
 * called from any.
 */
public final class Projection {

    private final SeriesStore store = new SeriesStore();
    private Folded folded;

    public Projection(Folded start) {
        this.folded = start;
    }

    public void apply(Fact fact) {
        folded = Fold.apply(folded, fact);
        if (fact.event() instanceof MetricsObserved(SamplesScraped scraped)) {
            store(scraped);
            var now = folded.wallTime(fact.at());
            folded = folded.withServerSli(fact.at(), ServerFigures.sli(store.snapshot(), now));
        }
    }

    /** Puts samples beside the state that are in its past already. */
    public void recall(SamplesScraped scraped) {
        store(scraped);
    }

    private void store(SamplesScraped scraped) {
        for (ScrapedSample s : scraped.samples()) {
            store.append(s.labels(), s.timestampMillis(), s.value());
        }
    }

    public Folded folded() {
        return folded;
    }

    /** The state as of a moment not before the latest fact, figures included. */
    public SessionState asOf(Duration at) {
        return folded.asOf(at, Figures.of(folded, at, store.snapshot()));
    }

    public SeriesReader series() {
        return store.snapshot();
    }
}
