package dev.sloconsole.desktop.report;

import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Metrics.Alert;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When Prometheus's alerts were pending and fired, in the order in which that began. */
record AlertLog(List<Episode> episodes) {

    /**
     * One time that an alert was not inactive.
     *
     * @param pendingAt empty where it was first seen firing
     * @param firedAt empty where it never fired
     * @param endedAt empty where it had not ended by the end of the session
     */
    record Episode(
            String alert,
            String severity,
            String summary,
            Optional<Duration> pendingAt,
            Optional<Duration> firedAt,
            Optional<Duration> endedAt) {

        private static Episode begun(AlertChanged e, Duration at) {
            boolean firing = Alert.firing(e.state());
            return new Episode(
                    e.alert(),
                    e.severity(),
                    e.summary(),
                    firing ? Optional.empty() : Optional.of(at),
                    firing ? Optional.of(at) : Optional.empty(),
                    Optional.empty());
        }

        private Episode after(AlertChanged e, Duration at) {
            if (Alert.firing(e.state())) {
                return new Episode(alert, severity, e.summary(), pendingAt, Optional.of(firedAt.orElse(at)), endedAt);
            }
            return Alert.over(e.state())
                    ? new Episode(alert, severity, summary, pendingAt, firedAt, Optional.of(at))
                    : this;
        }
    }

    AlertLog {
        episodes = List.copyOf(episodes);
    }

    static AlertLog of(List<Fact> facts) {
        var episodes = new ArrayList<Episode>();
        Map<String, Integer> open = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact.event() instanceof MetricsObserved(AlertChanged e)) {
                var index = open.get(e.alert());
                if (index != null) {
                    episodes.set(index, episodes.get(index).after(e, fact.at()));
                } else if (!Alert.over(e.state())) {
                    open.put(e.alert(), episodes.size());
                    episodes.add(Episode.begun(e, fact.at()));
                }
                if (Alert.over(e.state())) {
                    open.remove(e.alert());
                }
            }
        }
        return new AlertLog(episodes);
    }
}
