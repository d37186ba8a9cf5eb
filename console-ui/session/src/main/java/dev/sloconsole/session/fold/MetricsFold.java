package dev.sloconsole.session.fold;

import dev.sloconsole.prometheus.watch.MetricFact;
import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.prometheus.watch.MetricFact.TargetRemoved;
import dev.sloconsole.session.Metrics.Alert;
import dev.sloconsole.session.Metrics.Target;
import dev.sloconsole.session.Trouble.Lost;

/** What the stack's Prometheus was seen to know. The samples themselves go to the series beside the state. */
final class MetricsFold {

    private static final String PROMETHEUS = "prometheus";

    private MetricsFold() {}

    static void apply(Draft draft, MetricFact fact) {
        draft.metrics = switch (fact) {
            case SamplesScraped e -> draft.metrics.scraped(draft.at);
            case TargetChanged e ->
                draft.metrics.with(new Target(e.job(), e.instance(), e.address(), e.health(), e.lastError(), draft.at));
            case TargetRemoved e -> draft.metrics.withoutTarget(e.job(), e.instance());
            case AlertChanged e ->
                draft.metrics.with(new Alert(e.alert(), e.severity(), e.state(), e.summary(), draft.at));
            case PrometheusLost e -> draft.metrics.lost(e.reason());
            case PrometheusReached e -> draft.metrics.reached();
        };
        draw(draft);
        reconsiderBanner(draft);
    }

    /** After the stack is gone there is no Prometheus whose word could still hold. */
    static void forget(Draft draft) {
        draft.metrics = draft.metrics.forgotten();
        draw(draft);
    }

    private static void draw(Draft draft) {
        draft.lanes.target(draft.at, draft.metrics.appHealth());
        draft.lanes.alerts(draft.at, draft.metrics);
    }

    /** A Prometheus that does not answer is news only while the stack that holds it is there. */
    static void reconsiderBanner(Draft draft) {
        var lost = draft.metrics.lostReason().map(reason -> new Lost(PROMETHEUS, reason));
        boolean expected = draft.stack.settled() && !draft.stack.absent();
        draft.banners = expected && lost.isPresent()
                ? Banners.raise(draft.banners, lost.get(), draft.at)
                : Banners.clear(draft.banners, PROMETHEUS);
    }
}
