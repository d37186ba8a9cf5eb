package dev.sloconsole.session.journal;

import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.prometheus.watch.MetricFact.TargetRemoved;

/** How the facts about the stack's Prometheus are written and read, the samples aside. */
final class MetricForms {

    private MetricForms() {}

    static Fields target(TargetChanged e) {
        return Fields.text("job", e.job())
                .and("instance", e.instance())
                .and("address", e.address())
                .and("health", e.health())
                .and("lastError", e.lastError());
    }

    static TargetChanged target(Data d) {
        return new TargetChanged(
                d.text("job"), d.text("instance"), d.text("address"), d.text("health"), d.optional("lastError"));
    }

    static Fields removed(TargetRemoved e) {
        return Fields.text("job", e.job()).and("instance", e.instance());
    }

    static TargetRemoved removed(Data d) {
        return new TargetRemoved(d.text("job"), d.text("instance"));
    }

    static Fields alert(AlertChanged e) {
        return Fields.text("alert", e.alert())
                .and("severity", e.severity())
                .and("state", e.state())
                .and("summary", e.summary());
    }

    static AlertChanged alert(Data d) {
        return new AlertChanged(d.text("alert"), d.text("severity"), d.text("state"), d.text("summary"));
    }

    static Fields lost(PrometheusLost e) {
        return Fields.text("reason", e.reason());
    }

    static PrometheusLost lost(Data d) {
        return new PrometheusLost(d.text("reason"));
    }

    static Fields reached(PrometheusReached e) {
        return Fields.text("version", e.version());
    }

    static PrometheusReached reached(Data d) {
        return new PrometheusReached(d.text("version"));
    }
}
