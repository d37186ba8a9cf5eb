package dev.sloconsole.session.figures;

import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.MetricsObserved;

/** The series beside the state: what the facts so far told of them. One thread tells it facts. */
public interface SeriesLog {

    /** Takes note of a fact; those without samples change nothing. */
    void observe(Fact fact);

    /** The series as of the latest fact; from any thread. */
    SeriesReader snapshot();

    /** The log of a class that is going on: stores what comes. */
    static SeriesLog storing() {
        var store = new SeriesStore();
        return new SeriesLog() {
            @Override
            public void observe(Fact fact) {
                if (fact.event() instanceof MetricsObserved(SamplesScraped scraped)) {
                    for (ScrapedSample s : scraped.samples()) {
                        store.append(s.labels(), s.timestampMillis(), s.value());
                    }
                }
            }

            @Override
            public SeriesReader snapshot() {
                return store.snapshot();
            }
        };
    }
}
