package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.config.PrometheusConfig.Global;
import dev.sloconsole.prometheus.config.RuleGroup.AlertingRule;
import dev.sloconsole.prometheus.config.RuleGroup.RecordingRule;
import dev.sloconsole.prometheus.config.RuleGroup.Rule;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesReader;
import dev.sloconsole.prometheus.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one rule file and checks its expressions and templates. */
final class RuleFileReader {

    private static final SeriesReader NO_SERIES = (matchers, from, to) -> List.of();

    private final Path file;
    private final Global global;
    private final PromqlEngine promql;
    private final List<Problem> problems;

    RuleFileReader(Path file, Global global, PromqlEngine promql, List<Problem> problems) {
        this.file = file;
        this.global = global;
        this.promql = promql;
        this.problems = problems;
    }

    List<RuleGroup> read(Optional<String> text) {
        var groups = new ArrayList<RuleGroup>();
        text.flatMap(t -> ConfigReader.parse(file.toString(), t, problems)).ifPresent(root -> {
            var top = new Section(file.toString(), root, problems);
            var names = new HashSet<String>();
            for (Section section : top.sections("groups")) {
                RuleGroup group = group(section);
                if (!group.name().isEmpty() && !names.add(group.name())) {
                    section.problemAt(
                            "name",
                            "groupname: \"" + group.name()
                                    + "\" is repeated in the same file. Give each group a name of its own.");
                }
                groups.add(group);
            }
            top.end(Set.of());
        });
        return groups;
    }

    private RuleGroup group(Section s) {
        String name = s.required("name");
        Duration interval = s.interval("interval", global.evaluationInterval());
        int limit = s.integer("limit", 0);
        Labels labels = s.labels("labels");
        checkLabels(s, labels);
        var rules = s.sections("rules").stream()
                .flatMap(r -> rule(r, labels).stream())
                .toList();
        s.end(Set.of("query_offset", "partial_response_strategy"));
        return new RuleGroup(file.toString(), name, interval, limit, rules);
    }

    /** @param ofGroup labels of the group, which a rule's own go before */
    private Optional<Rule> rule(Section s, Labels ofGroup) {
        String record = s.string("record", "");
        String alert = s.string("alert", "");
        String expr = s.required("expr");
        Duration holdFor = s.duration("for", Duration.ZERO);
        Duration keepFiringFor = s.duration("keep_firing_for", Duration.ZERO);
        Labels own = s.labels("labels");
        Labels annotations = s.labels("annotations");
        s.end(Set.of());
        if (record.isEmpty() == alert.isEmpty()) {
            s.problem(
                    record.isEmpty()
                            ? "one of 'record' or 'alert' must be set. Add one."
                            : "only one of 'record' and 'alert' must be set. Remove one.");
            return Optional.empty();
        }
        checkLabels(s, own);
        checkExpression(s, expr);
        var all = ofGroup.toMap();
        all.putAll(own.toMap());
        Labels labels = Labels.of(all);
        if (!record.isEmpty()) {
            checkRecording(
                    s,
                    record,
                    Map.of(
                            "for",
                            !holdFor.isZero(),
                            "keep_firing_for",
                            !keepFiringFor.isZero(),
                            "annotations",
                            annotations.size() > 0));
            return Optional.of(new RecordingRule(record, expr, labels));
        }
        checkTemplates(s, "labels", own);
        checkTemplates(s, "annotations", annotations);
        return Optional.of(new AlertingRule(alert, expr, holdFor, keepFiringFor, labels, annotations));
    }

    /** @param set which of the fields that only an alert has are set */
    private static void checkRecording(Section s, String record, Map<String, Boolean> set) {
        set.forEach((key, isSet) -> {
            if (isSet) {
                s.problemAt(key, "invalid field '" + key + "' in recording rule. Remove it.");
            }
        });
        if (record.contains("{") || record.contains("}")) {
            s.problemAt("record", "braces present in the recording rule name; should it be in expr?: " + record);
        }
    }

    private static void checkLabels(Section s, Labels labels) {
        labels.forEach((name, value) -> {
            if (name.equals(Labels.NAME)) {
                s.problemAt("labels", "invalid label name: \"" + name + "\". A rule's name is that of its 'record'.");
            }
        });
    }

    private static void checkTemplates(Section s, String key, Labels texts) {
        texts.forEach((name, text) -> {
            try {
                Template.parse(text);
            } catch (IllegalArgumentException e) {
                s.problemAt(key, "template of '" + name + "': " + e.getMessage());
            }
        });
    }

    /** Evaluates over nothing: what cannot be parsed is refused, and nothing else is learned. */
    private void checkExpression(Section s, String expr) {
        if (!expr.isEmpty() && promql.instant(expr, NO_SERIES, 0) instanceof Rejected rejected) {
            s.problemAt("expr", "could not parse expression: " + rejected.message());
        }
    }
}
