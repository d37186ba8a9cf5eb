package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.config.RuleGroup.AlertingRule;
import dev.sloconsole.prometheus.config.RuleGroup.RecordingRule;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.promql.parser.Printer;
import dev.sloconsole.prometheus.rules.Alert;
import dev.sloconsole.prometheus.rules.RuleStatus;
import dev.sloconsole.prometheus.rules.RuleTimer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
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
                Set.copyOf(parameters.all("file[]")));
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("groups");
            for (RuleTimer.GroupStatus group : timer.groups()) {
                var rules = group.rules().stream().filter(rule -> wanted.accepts(group, rule)).toList();
                if (!rules.isEmpty()) {
                    group(json, group, rules, wanted.excludeAlerts());
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static boolean excludesAlerts(Parameters parameters) throws ApiError {
        return switch (parameters.text("exclude_alerts").toLowerCase(Locale.ROOT)) {
            case "", "0", "f", "false" -> false;
            case "1", "t", "true" -> true;
            default -> throw ApiError.invalid("exclude_alerts", "error converting exclude_alerts: strconv.ParseBool: "
                    + "parsing \"" + parameters.text("exclude_alerts") + "\": invalid syntax");
        };
    }

    /** What a request asks for; an empty set asks for all. */
    private record Wanted(
            String type, boolean excludeAlerts, Set<String> names, Set<String> groups, Set<String> files) {

        boolean accepts(RuleTimer.GroupStatus group, RuleStatus rule) {
            boolean ofType = switch (rule.rule()) {
                case AlertingRule alerting -> !type.equals("record");
                case RecordingRule recording -> !type.equals("alert");
            };
            return ofType
                    && (names.isEmpty() || names.contains(rule.rule().name()))
                    && (groups.isEmpty() || groups.contains(group.group().name()))
                    && (files.isEmpty() || files.contains(group.group().file()));
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

    private static void alerting(
            JsonGenerator json, AlertingRule rule, RuleStatus status, boolean excludeAlerts) throws IOException {
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
            json.writeStringField("keepFiringSince", alert.keepFiringSince().get().toString());
        }
        json.writeStringField("value", exponent(alert.value()));
        json.writeEndObject();
    }

    /** A number with an exponent always, as alerts have it: {@code 1.5e+01}. */
    static String exponent(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return "0e+00";
        }
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int power = digits.precision() - digits.scale() - 1;
        String text = digits.unscaledValue().abs().toString();
        return (digits.signum() < 0 ? "-" : "")
                + text.charAt(0)
                + (text.length() > 1 ? "." + text.substring(1) : "")
                + (power < 0 ? "e-" : "e+")
                + (Math.abs(power) < 10 ? "0" : "")
                + Math.abs(power);
    }
}
