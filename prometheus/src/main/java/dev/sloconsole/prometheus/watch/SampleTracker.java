package dev.sloconsole.prometheus.watch;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns overlapping windows of raw samples into each sample once, and puts back the stale markers, which Prometheus
 * does not show: a scrape's samples all carry the time of its {@code up}, so a series without a sample at that time has
 * ended. Used by one thread.
 */
final class SampleTracker {

    private static final long FORGET_MILLIS = 30 * 60_000;
    private static final Set<String> REPORTS = Set.of(
            "up",
            "scrape_duration_seconds",
            "scrape_samples_scraped",
            "scrape_samples_post_metric_relabeling",
            "scrape_series_added");

    private final Map<Labels, Followed> followed = new TreeMap<>();
    private long newest;

    /** A series as far as it was told. */
    private static final class Followed {
        private long last = Long.MIN_VALUE;
        private long spacing;
        private boolean live;
        /** Whether its latest sample has the time of an {@code up}; if not, it brings its own times. */
        private boolean scraped;
    }

    /** What is new in a window. */
    List<ScrapedSample> advance(List<Series> window) {
        Map<Labels, TreeSet<Long>> scrapes = new TreeMap<>();
        for (Series series : window) {
            if (series.labels().get(Labels.NAME).equals("up")) {
                var times = scrapes.computeIfAbsent(series.labels().without(Labels.NAME), t -> new TreeSet<>());
                for (int i = 0; i < series.size(); i++) {
                    times.add(series.timestamp(i));
                }
            }
        }
        Map<Labels, Series> byLabels = new TreeMap<>();
        window.forEach(series -> byLabels.put(series.labels(), series));
        followed.keySet()
                .forEach(labels -> byLabels.putIfAbsent(labels, new Series(labels, new long[0], new double[0])));
        var fresh = new ArrayList<ScrapedSample>();
        byLabels.forEach((labels, series) -> {
            Followed state = followed.computeIfAbsent(labels, l -> new Followed());
            Set<Long> times = REPORTS.contains(labels.get(Labels.NAME))
                    ? Set.of()
                    : target(labels, scrapes.keySet()).map(scrapes::get).orElseGet(TreeSet::new);
            advance(labels, series, state, times, fresh);
        });
        followed.values().removeIf(state -> !state.live && state.last < newest - FORGET_MILLIS);
        return fresh;
    }

    private void advance(Labels labels, Series series, Followed state, Set<Long> scrapes, List<ScrapedSample> fresh) {
        int next = 0;
        for (long scrape : scrapes) {
            for (; next < series.size() && series.timestamp(next) < scrape; next++) {
                sample(labels, series, next, state, false, fresh);
            }
            if (next < series.size() && series.timestamp(next) == scrape) {
                sample(labels, series, next++, state, true, fresh);
            } else if (state.live && state.scraped && scrape > state.last) {
                end(labels, state, scrape, fresh);
            }
        }
        for (; next < series.size(); next++) {
            sample(labels, series, next, state, false, fresh);
        }
    }

    private void sample(
            Labels labels, Series series, int i, Followed state, boolean scraped, List<ScrapedSample> fresh) {
        long time = series.timestamp(i);
        if (time <= state.last) {
            return;
        }
        state.spacing = state.live ? time - state.last : state.spacing;
        state.last = time;
        state.live = true;
        state.scraped = scraped;
        newest = Math.max(newest, time);
        fresh.add(new ScrapedSample(labels, time, series.value(i)));
    }

    private static void end(Labels labels, Followed state, long time, List<ScrapedSample> fresh) {
        state.live = false;
        state.last = time;
        fresh.add(new ScrapedSample(labels, time, StaleMarker.VALUE));
    }

    private static Optional<Labels> target(Labels series, Set<Labels> targets) {
        return targets.stream().filter(target -> belongs(series, target)).findFirst();
    }

    private static boolean belongs(Labels series, Labels target) {
        for (int i = 0; i < target.size(); i++) {
            if (!series.get(target.name(i)).equals(target.value(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Stale markers for followed series that Prometheus no longer finds alive and that no scrape can tell of: those of
     * rules, and those of targets that are gone. Each carries the time at which its next sample was due.
     */
    List<ScrapedSample> endAllBut(Collection<Labels> alive) {
        var ended = new ArrayList<ScrapedSample>();
        Set<Labels> still = Set.copyOf(alive);
        var targets = still.stream()
                .filter(labels -> labels.get(Labels.NAME).equals("up"))
                .map(labels -> labels.without(Labels.NAME))
                .collect(Collectors.toSet());
        followed.forEach((labels, state) -> {
            // A scrape that came after the window was read tells of its series by its own time, in the next window.
            boolean scraped = state.scraped && target(labels, targets).isPresent();
            if (state.live && !scraped && !still.contains(labels)) {
                end(labels, state, state.last + Math.max(1, state.spacing), ended);
            }
        });
        return ended;
    }
}
