package dev.sloconsole.session.fold;

import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.prometheus.watch.MetricFact.TargetRemoved;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.SessionState.Alert;
import dev.sloconsole.session.SessionState.Metrics;
import dev.sloconsole.session.SessionState.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the stack's Prometheus was seen to know. The samples themselves go to the series beside the state. */
final class MetricsFold {

    private MetricsFold() {}

    static void apply(Draft draft, MetricFact fact) {
        var metrics = draft.metrics;
        switch (fact) {
            case SamplesScraped e -> draft.metrics = new Metrics(
                    metrics.reachable(),
                    metrics.lostReason(),
                    metrics.targets(),
                    metrics.alerts(),
                    Optional.of(draft.at));
            case TargetChanged e -> targets(draft, Lists.put(metrics.targets(), t -> same(t, e.job(), e.instance()),
                    target(metrics.targets(), e, draft.at)));
            case TargetRemoved e -> targets(
                    draft, Lists.without(metrics.targets(), t -> same(t, e.job(), e.instance())));
            case AlertChanged e -> alert(draft, e);
            case PrometheusLost e -> {
                draft.metrics = new Metrics(
                        false, Optional.of(e.reason()), metrics.targets(), metrics.alerts(), metrics.lastSample());
                draft.lanes.target(draft.at, health(draft.metrics));
                reconsiderBanner(draft);
            }
            case PrometheusReached e -> {
                draft.metrics =
                        new Metrics(true, Optional.empty(), metrics.targets(), metrics.alerts(), metrics.lastSample());
                draft.lanes.target(draft.at, health(draft.metrics));
                reconsiderBanner(draft);
            }
        }
    }

    /** After the stack is gone there is no Prometheus whose word could still hold. */
    static void forget(Draft draft) {
        var metrics = draft.metrics;
        draft.metrics = new Metrics(false, metrics.lostReason(), List.of(), List.of(), metrics.lastSample());
        draft.lanes.target(draft.at, Optional.empty());
    }

    /** A Prometheus that does not answer is news only while the stack that holds it is there. */
    static void reconsiderBanner(Draft draft) {
        boolean expected = draft.stack.settled() && !draft.stack.absent();
        var reason = draft.metrics.lostReason();
        if (expected && reason.isPresent()) {
            draft.banners = Banners.raise(draft.banners, Banners.PROMETHEUS, reason.get(), draft.at);
        } else {
            draft.banners = Banners.clear(draft.banners, Banners.PROMETHEUS);
        }
    }

    private static void targets(Draft draft, List<Target> targets) {
        var metrics = draft.metrics;
        draft.metrics = new Metrics(
                metrics.reachable(), metrics.lostReason(), targets, metrics.alerts(), metrics.lastSample());
        draft.lanes.target(draft.at, health(draft.metrics));
    }

    private static Target target(List<Target> targets, TargetChanged e, Duration at) {
        var since = targets.stream()
                .filter(t -> same(t, e.job(), e.instance()) && t.health().equals(e.health()))
                .map(Target::since)
                .findFirst()
                .orElse(at);
        return new Target(e.job(), e.instance(), e.address(), e.health(), e.lastError(), since);
    }

    private static boolean same(Target t, String job, String instance) {
        return t.job().equals(job) && t.instance().equals(instance);
    }

    /** The app's health as Prometheus says it: the worst of its targets; empty where it has none. */
    private static Optional<String> health(Metrics metrics) {
        var healths = metrics.targets().stream()
                .filter(t -> t.job().equals(LessonStack.APP_JOB))
                .map(Target::health)
                .toList();
        if (healths.isEmpty()) {
            return Optional.empty();
        }
        if (metrics.lostReason().isPresent()) {
            return Optional.of("unknown");
        }
        return List.of("down", "unknown", "up").stream().filter(healths::contains).findFirst();
    }

    private static void alert(Draft draft, AlertChanged e) {
        var metrics = draft.metrics;
        var alert = new Alert(e.alert(), e.severity(), e.state(), e.summary(), draft.at);
        draft.metrics = new Metrics(
                metrics.reachable(),
                metrics.lostReason(),
                metrics.targets(),
                Lists.put(metrics.alerts(), a -> a.name().equals(e.alert()), alert),
                metrics.lastSample());
    }
}
