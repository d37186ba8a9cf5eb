package dev.sloconsole.prometheus.series;

import java.util.List;
import java.util.Optional;

/** Stored series as of one moment, safe to read from any thread. */
public interface SeriesReader {

    /**
     * The series that all matchers accept and that have a sample after {@code fromMillis} (exclusive) and up to
     * {@code toMillis} (inclusive), sorted by labels; samples outside are left out.
     */
    List<Series> select(List<LabelMatcher> matchers, long fromMillis, long toMillis);

    /** The same; empty, and nothing is read, where it would look at more samples than so many. */
    default Optional<List<Series>> select(List<LabelMatcher> matchers, long fromMillis, long toMillis, long most) {
        return Optional.of(select(matchers, fromMillis, toMillis));
    }

    /** At least as many samples as {@link #select} returns, found without reading them; 0 where that is not known. */
    default long mostSamples(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
        return 0;
    }

    /** The labels of the series that {@link #select} returns. */
    default List<Labels> labels(List<LabelMatcher> matchers, long fromMillis, long toMillis) {
        return select(matchers, fromMillis, toMillis).stream()
                .map(Series::labels)
                .toList();
    }
}
