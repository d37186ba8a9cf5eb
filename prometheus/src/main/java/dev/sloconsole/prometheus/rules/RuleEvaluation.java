package dev.sloconsole.prometheus.rules;

import dev.sloconsole.prometheus.config.RuleGroup.AlertingRule;
import dev.sloconsole.prometheus.config.RuleGroup.RecordingRule;
import dev.sloconsole.prometheus.config.RuleGroup.Rule;
import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.PromValue.VectorSample;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rule from evaluation to evaluation: what it produced last, and its alerts. Used by one thread. */
final class RuleEvaluation {

    private static final Logger LOG = LoggerFactory.getLogger(RuleEvaluation.class);

    private final Rule rule;
    private final int limit;
    private final PromqlEngine promql;
    private final Labels externalLabels;
    private final Map<Labels, Alert> active = new LinkedHashMap<>();
    private Set<Labels> previous = Set.of();
    private volatile RuleStatus status;

    private static final class Failed extends Exception {
        Failed(String message) {
            super(message);
        }
    }

    RuleEvaluation(Rule rule, int limit, PromqlEngine promql, Labels externalLabels) {
        this.rule = rule;
        this.limit = limit;
        this.promql = promql;
        this.externalLabels = externalLabels;
        this.status = RuleStatus.neverEvaluated(rule);
    }

    RuleStatus status() {
        return status;
    }

    /** The samples of this evaluation, stale markers for series that are no longer produced among them. */
    List<Sample> evaluate(SeriesReader series, long timeMillis) {
        long startNanos = System.nanoTime();
        Optional<String> error = Optional.empty();
        var samples = new ArrayList<Sample>();
        try {
            List<VectorSample> vector = query(rule.expr(), series, timeMillis);
            samples.addAll(
                    switch (rule) {
                        case RecordingRule recording -> record(recording, vector, timeMillis);
                        case AlertingRule alerting -> alert(alerting, vector, series, timeMillis);
                    });
            var produced = new LinkedHashSet<Labels>();
            samples.forEach(sample -> produced.add(sample.labels()));
            for (Labels gone : previous) {
                if (!produced.contains(gone)) {
                    samples.add(Sample.stale(gone, timeMillis));
                }
            }
            previous = produced;
        } catch (Failed e) {
            error = Optional.ofNullable(e.getMessage());
            samples.clear();
        } catch (RuntimeException e) {
            LOG.error("Rule {} could not be evaluated, by a fault of the engine. Report it.", rule.name(), e);
            error = Optional.of("a fault of the engine: " + e);
            samples.clear();
        }
        status = new RuleStatus(
                rule,
                error.isPresent() ? RuleStatus.Health.ERROR : RuleStatus.Health.OK,
                error,
                Optional.of(Instant.ofEpochMilli(timeMillis)),
                Duration.ofNanos(System.nanoTime() - startNanos),
                List.copyOf(active.values()));
        return samples;
    }

    /** What a template's own query gives at the time of the alert. */
    private List<Template.Queries.Answer> answers(String expression, SeriesReader series, long timeMillis) {
        try {
            return query(expression, series, timeMillis).stream()
                    .map(sample -> new Template.Queries.Answer(sample.labels(), sample.value()))
                    .toList();
        } catch (Failed e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private List<VectorSample> query(String expression, SeriesReader series, long timeMillis) throws Failed {
        return switch (promql.instant(expression, series, timeMillis)) {
            case QueryResult.Rejected rejected -> throw new Failed(rejected.message());
            case QueryResult.Value result ->
                switch (result.value()) {
                    case PromValue.Vector vector -> vector.samples();
                    case PromValue.Scalar scalar ->
                        List.of(new VectorSample(Labels.EMPTY, scalar.timestampMillis(), scalar.value()));
                    case PromValue.Text text -> throw new Failed("rule result is not a vector or scalar");
                    case PromValue.Matrix matrix -> throw new Failed("rule result is not a vector or scalar");
                };
        };
    }

    private List<Sample> record(RecordingRule recording, List<VectorSample> vector, long timeMillis) throws Failed {
        var seen = new LinkedHashSet<Labels>();
        var samples = new ArrayList<Sample>();
        for (VectorSample sample : vector) {
            var labels = sample.labels().toMap();
            labels.put(Labels.NAME, recording.name());
            labels.putAll(recording.labels().toMap());
            Labels own = Labels.of(labels);
            if (!seen.add(own)) {
                throw new Failed("vector contains metrics with the same labelset after applying rule labels");
            }
            samples.add(new Sample(own, timeMillis, sample.value()));
        }
        if (limit > 0 && samples.size() > limit) {
            throw new Failed("exceeded limit of " + limit + " with " + samples.size() + " series");
        }
        return samples;
    }

    private List<Sample> alert(AlertingRule alerting, List<VectorSample> vector, SeriesReader series, long timeMillis)
            throws Failed {
        Instant now = Instant.ofEpochMilli(timeMillis);
        Map<Labels, Alert> holding =
                holding(alerting, vector, now, expression -> answers(expression, series, timeMillis));
        for (Alert alert : List.copyOf(active.values())) {
            if (!holding.containsKey(alert.labels())) {
                stoppedHolding(alerting, alert, now);
            }
        }
        holding.forEach((labels, fresh) -> {
            Alert before = active.get(labels);
            Instant since = before == null ? now : before.activeAt();
            boolean firing = (before != null && before.state() == Alert.State.FIRING)
                    || !now.isBefore(since.plus(alerting.holdFor()));
            active.put(
                    labels,
                    new Alert(
                            labels,
                            fresh.annotations(),
                            firing ? Alert.State.FIRING : Alert.State.PENDING,
                            since,
                            fresh.value(),
                            Optional.empty()));
        });
        if (limit > 0 && active.size() > limit) {
            int count = active.size();
            active.clear();
            throw new Failed("exceeded limit of " + limit + " with " + count + " alerts");
        }
        var samples = new ArrayList<Sample>();
        for (Alert alert : active.values()) {
            samples.add(new Sample(
                    alert.labels()
                            .with(Labels.NAME, "ALERTS")
                            .with("alertstate", alert.state().text()),
                    timeMillis,
                    1));
            samples.add(new Sample(
                    alert.labels().with(Labels.NAME, "ALERTS_FOR_STATE"),
                    timeMillis,
                    alert.activeAt().getEpochSecond()));
        }
        return samples;
    }

    private void stoppedHolding(AlertingRule alerting, Alert alert, Instant now) {
        if (alert.state() == Alert.State.FIRING && !alerting.keepFiringFor().isZero()) {
            Instant since = alert.keepFiringSince().orElse(now);
            if (now.isBefore(since.plus(alerting.keepFiringFor()))) {
                active.put(
                        alert.labels(),
                        new Alert(
                                alert.labels(),
                                alert.annotations(),
                                alert.state(),
                                alert.activeAt(),
                                alert.value(),
                                Optional.of(since)));
                return;
            }
        }
        active.remove(alert.labels());
    }

    /** An alert for each result, with its labels and annotations filled in. */
    private Map<Labels, Alert> holding(
            AlertingRule alerting, List<VectorSample> vector, Instant now, Template.Queries queries) throws Failed {
        var holding = new LinkedHashMap<Labels, Alert>();
        for (VectorSample sample : vector) {
            var values = new Template.Values(sample.value(), sample.labels(), externalLabels, queries);
            var labels = sample.labels().toMap();
            labels.remove(Labels.NAME);
            labels.putAll(filled(alerting.labels(), values));
            labels.put("alertname", alerting.name());
            var alert = new Alert(
                    Labels.of(labels),
                    Labels.of(filled(alerting.annotations(), values)),
                    Alert.State.PENDING,
                    now,
                    sample.value(),
                    Optional.empty());
            if (holding.putIfAbsent(alert.labels(), alert) != null) {
                throw new Failed("vector contains metrics with the same labelset after applying alert labels");
            }
        }
        return holding;
    }

    private static Map<String, String> filled(Labels templates, Template.Values values) {
        var filled = new TreeMap<String, String>();
        templates.forEach((name, text) -> filled.put(name, Template.parse(text).fill(values)));
        return filled;
    }
}
