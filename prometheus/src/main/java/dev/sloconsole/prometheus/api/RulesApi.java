package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.config.RuleGroup.AlertingRule;
import dev.sloconsole.prometheus.config.RuleGroup.RecordingRule;
import dev.sloconsole.prometheus.golang.GoNumbers;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.promql.parser.Printer;
import dev.sloconsole.prometheus.rules.Alert;
import dev.sloconsole.prometheus.rules.RuleStatus;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.series.LabelMatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules with their latest outcome, and the alerts that are active. */
final class RulesApi {

    private final RuleTimer timer;

    RulesApi(RuleTimer timer) {
        this.timer = timer;
    }

    byte[] rules(Parameters parameters) throws ApiError {
        parameters.requireWellFormed();
        String type = parameters.text("type").toLowerCase(Locale.ROOT);
        if (!Set.of("", "alert", "record").contains(type)) {
            throw ApiError.invalid("type", "not supported value \"" + type + "\"");
        }
        var wanted = new Wanted(
                type,
                excludesAlerts(parameters),
                Set.copyOf(parameters.all("rule_name[]")),
                Set.copyOf(parameters.all("rule_group[]")),
                Set.copyOf(parameters.all("file[]")),
                SeriesApi.selectors(parameters));
        var page = page(parameters, wanted);
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("groups");
            for (Found group : page.groups()) {
                group(json, group.group(), group.rules(), wanted.excludeAlerts());
            }
            json.writeEndArray();
            if (page.next().isPresent()) {
                json.writeStringField("groupNextToken", page.next().get());
            }
            json.writeEndObject();
        });
    }

    /** A group with those of its rules that are asked for. */
    private record Found(RuleTimer.GroupStatus group, List<RuleStatus> rules) {}

    /** @param next with what the groups can be asked for that come next; empty where none do */
    private record Page(List<Found> groups, Optional<String> next) {}

    private Page page(Parameters parameters, Wanted wanted) throws ApiError {
        int limit = groupLimit(parameters);
        String from = parameters.text("group_next_token");
        var found = new ArrayList<Found>();
        boolean begun = from.isEmpty();
        for (RuleTimer.GroupStatus group : timer.groups()) {
            begun |= from.equals(token(group));
            var rules = group.rules().stream()
                    .filter(rule -> wanted.accepts(group, rule))
                    .toList();
            if (!begun || rules.isEmpty()) {
                continue;
            }
            if (found.size() == limit) {
                return new Page(found, Optional.of(token(group)));
            }
            found.add(new Found(group, rules));
        }
        if (!begun) {
            throw ApiError.invalid(
                    "group_next_token", "invalid group_next_token '" + from + "'. were rule groups changed?");
        }
        return new Page(found, Optional.empty());
    }

    private static int groupLimit(Parameters parameters) throws ApiError {
        String text = parameters.text("group_limit");
        if (text.isEmpty()) {
            if (!parameters.text("group_next_token").isEmpty()) {
                throw ApiError.invalid(
                        "group_next_token", "group_limit needs to be present in order to paginate over the groups");
            }
            return Integer.MAX_VALUE;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiError.invalid(
                    "group_limit",
                    "group_limit needs to be a valid number: strconv.ParseInt: parsing \"" + text + "\": "
                            + (text.matches("[+-]?\\d+") ? "value out of range" : "invalid syntax"));
        }
        if (limit <= 0) {
            throw ApiError.invalid("group_limit", "group_limit needs to be greater than 0");
        }
        return limit;
    }

    private static String token(RuleTimer.GroupStatus group) {
        try {
            var text = group.group().file() + ";" + group.group().name();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-1, which every Java must have.", e);
        }
    }

    private static boolean excludesAlerts(Parameters parameters) throws ApiError {
        return switch (parameters.text("exclude_alerts").toLowerCase(Locale.ROOT)) {
            case "", "0", "f", "false" -> false;
            case "1", "t", "true" -> true;
            default ->
                throw ApiError.invalid(
                        "exclude_alerts",
                        "error converting exclude_alerts: strconv.ParseBool: " + "parsing \""
                                + parameters.text("exclude_alerts") + "\": invalid syntax");
        };
    }

    /** What a request asks for; an empty set asks for all. */
    private record Wanted(
            String type,
            boolean excludeAlerts,
            Set<String> names,
            Set<String> groups,
            Set<String> files,
            List<List<LabelMatcher>> selectors) {

        boolean accepts(RuleTimer.GroupStatus group, RuleStatus rule) {
            boolean ofType = switch (rule.rule()) {
                case AlertingRule alerting -> !type.equals("record");
                case RecordingRule recording -> !type.equals("alert");
            };
            return ofType
                    && (names.isEmpty() || names.contains(rule.rule().name()))
                    && (groups.isEmpty() || groups.contains(group.group().name()))
                    && (files.isEmpty() || files.contains(group.group().file()))
                    && (selectors.isEmpty()
                            || selectors.stream()
                                    .anyMatch(matchers -> matchers.stream()
                                            .allMatch(matcher -> matcher.matches(
                                                    rule.rule().labels().get(matcher.name())))));
        }
    }

    private static void group(
            JsonGenerator json, RuleTimer.GroupStatus group, List<RuleStatus> rules, boolean excludeAlerts)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", group.group().name());
        json.writeStringField("file", group.group().file());
        json.writeArrayFieldStart("rules");
        for (RuleStatus rule : rules) {
            switch (rule.rule()) {
                case AlertingRule alerting -> alerting(json, alerting, rule, excludeAlerts);
                case RecordingRule recording -> recording(json, recording, rule);
            }
        }
        json.writeEndArray();
        Json.number(json, "interval", group.group().interval().toMillis() / 1000.0);
        json.writeNumberField("limit", group.group().limit());
        Json.number(json, "evaluationTime", group.took().toNanos() / 1e9);
        json.writeStringField("lastEvaluation", Json.time(group.lastEvaluation()));
        json.writeEndObject();
    }

    private static void alerting(JsonGenerator json, AlertingRule rule, RuleStatus status, boolean excludeAlerts)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("state", status.state().text());
        json.writeStringField("name", rule.name());
        json.writeStringField("query", printed(rule.expr()));
        Json.number(json, "duration", rule.holdFor().toMillis() / 1000.0);
        Json.number(json, "keepFiringFor", rule.keepFiringFor().toMillis() / 1000.0);
        json.writeFieldName("labels");
        Json.labels(json, rule.labels());
        json.writeFieldName("annotations");
        Json.labels(json, rule.annotations());
        if (excludeAlerts) {
            json.writeNullField("alerts");
        } else {
            json.writeArrayFieldStart("alerts");
            for (Alert alert : status.alerts()) {
                alert(json, alert);
            }
            json.writeEndArray();
        }
        evaluation(json, status);
        json.writeStringField("type", "alerting");
        json.writeEndObject();
    }

    private static void recording(JsonGenerator json, RecordingRule rule, RuleStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rule.name());
        json.writeStringField("query", printed(rule.expr()));
        if (rule.labels().size() > 0) {
            json.writeFieldName("labels");
            Json.labels(json, rule.labels());
        }
        evaluation(json, status);
        json.writeStringField("type", "recording");
        json.writeEndObject();
    }

    private static void evaluation(JsonGenerator json, RuleStatus status) throws IOException {
        json.writeStringField("health", status.health().text());
        if (status.lastError().isPresent()) {
            json.writeStringField("lastError", status.lastError().get());
        }
        Json.number(json, "evaluationTime", status.took().toNanos() / 1e9);
        json.writeStringField("lastEvaluation", Json.time(status.lastEvaluation()));
    }

    /** An expression as Prometheus would write it. */
    private static String printed(String expr) {
        try {
            return Printer.print(Parser.parse(expr));
        } catch (ParseException e) {
            return expr.strip();
        }
    }

    byte[] alerts() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("alerts");
            for (RuleTimer.GroupStatus group : timer.groups()) {
                for (RuleStatus rule : group.rules()) {
                    for (Alert alert : rule.alerts()) {
                        alert(json, alert);
                    }
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void alert(JsonGenerator json, Alert alert) throws IOException {
        json.writeStartObject();
        json.writeFieldName("labels");
        Json.labels(json, alert.labels());
        json.writeFieldName("annotations");
        Json.labels(json, alert.annotations());
        json.writeStringField("state", alert.state().text());
        json.writeStringField("activeAt", alert.activeAt().toString());
        if (alert.keepFiringSince().isPresent()) {
            json.writeStringField(
                    "keepFiringSince", alert.keepFiringSince().get().toString());
        }
        json.writeStringField("value", GoNumbers.exponent(alert.value()));
        json.writeEndObject();
    }
}
