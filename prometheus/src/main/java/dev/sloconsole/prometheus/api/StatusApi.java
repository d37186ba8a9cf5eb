package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.config.RuleGroup.AlertingRule;
import dev.sloconsole.prometheus.config.RuleGroup.RecordingRule;
import dev.sloconsole.prometheus.rules.Alert;
import dev.sloconsole.prometheus.rules.RuleStatus;
import dev.sloconsole.prometheus.rules.RuleTimer;
import dev.sloconsole.prometheus.scrape.MetricMetadata;
import dev.sloconsole.prometheus.scrape.Scraper;
import dev.sloconsole.prometheus.scrape.Scraper.ActiveTarget;
import dev.sloconsole.prometheus.scrape.Scraper.DroppedTarget;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What tells of the engine itself: targets, rules, alerts, metadata, configuration, build. */
final class StatusApi {

    private final Scraper scraper;
    private final RuleTimer rules;
    private final String configText;
    private final String version;

    StatusApi(Scraper scraper, RuleTimer rules, String configText, String version) {
        this.scraper = scraper;
        this.rules = rules;
        this.configText = configText;
        this.version = version;
    }

    byte[] targets(Parameters parameters) {
        String state = parameters.text("state");
        String pool = parameters.text("scrapePool");
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("activeTargets");
            if (!state.equals("dropped")) {
                for (ActiveTarget target : scraper.activeTargets()) {
                    if (pool.isEmpty() || pool.equals(target.job())) {
                        active(json, target);
                    }
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("droppedTargets");
            var counts = new TreeMap<String, Integer>();
            for (DroppedTarget target : scraper.droppedTargets()) {
                counts.merge(target.job(), 1, Integer::sum);
                if (!state.equals("active") && (pool.isEmpty() || pool.equals(target.job()))) {
                    json.writeStartObject();
                    json.writeFieldName("discoveredLabels");
                    Json.labels(json, target.discovered());
                    json.writeStringField("scrapePool", target.job());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeObjectFieldStart("droppedTargetCounts");
            for (var count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void active(JsonGenerator json, ActiveTarget active) throws IOException {
        json.writeStartObject();
        json.writeFieldName("discoveredLabels");
        Json.labels(json, active.target().discovered());
        json.writeFieldName("labels");
        Json.labels(json, active.target().labels());
        json.writeStringField("scrapePool", active.job());
        json.writeStringField("scrapeUrl", active.target().url().toString());
        json.writeStringField("globalUrl", active.target().url().toString());
        json.writeStringField("lastError", active.status().lastError().orElse(""));
        json.writeStringField("lastScrape", Json.time(active.status().lastScrape()));
        json.writeNumberField("lastScrapeDuration", active.status().took().toNanos() / 1e9);
        json.writeStringField("health", active.status().health().text());
        json.writeStringField("scrapeInterval", PromDuration.format(active.target().interval()));
        json.writeStringField("scrapeTimeout", PromDuration.format(active.target().timeout()));
        json.writeEndObject();
    }

    byte[] rules(Parameters parameters) throws ApiError {
        String type = parameters.text("type");
        if (!Set.of("", "alert", "record").contains(type)) {
            throw ApiError.invalid("type", "not supported value \"" + type + "\"");
        }
        var names = Set.copyOf(parameters.all("rule_name[]"));
        var groupNames = Set.copyOf(parameters.all("rule_group[]"));
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("groups");
            for (RuleTimer.GroupStatus group : rules.groups()) {
                if (groupNames.isEmpty() || groupNames.contains(group.group().name())) {
                    group(json, group, type, names);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void group(JsonGenerator json, RuleTimer.GroupStatus group, String type, Set<String> names)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", group.group().name());
        json.writeStringField("file", group.group().file());
        json.writeArrayFieldStart("rules");
        for (RuleStatus rule : group.rules()) {
            if (names.isEmpty() || names.contains(rule.rule().name())) {
                switch (rule.rule()) {
                    case AlertingRule alerting when !type.equals("record") -> alerting(json, alerting, rule);
                    case RecordingRule recording when !type.equals("alert") -> recording(json, recording, rule);
                    case AlertingRule filtered -> { }
                    case RecordingRule filtered -> { }
                }
            }
        }
        json.writeEndArray();
        json.writeNumberField("interval", group.group().interval().toMillis() / 1000.0);
        json.writeNumberField("limit", group.group().limit());
        json.writeNumberField("evaluationTime", group.took().toNanos() / 1e9);
        json.writeStringField("lastEvaluation", Json.time(group.lastEvaluation()));
        json.writeEndObject();
    }

    private static void alerting(JsonGenerator json, AlertingRule rule, RuleStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("state", status.state().text());
        json.writeStringField("name", rule.name());
        json.writeStringField("query", rule.expr().strip());
        json.writeNumberField("duration", rule.holdFor().toMillis() / 1000.0);
        json.writeNumberField("keepFiringFor", rule.keepFiringFor().toMillis() / 1000.0);
        json.writeFieldName("labels");
        Json.labels(json, rule.labels());
        json.writeFieldName("annotations");
        Json.labels(json, rule.annotations());
        json.writeArrayFieldStart("alerts");
        for (Alert alert : status.alerts()) {
            alert(json, alert);
        }
        json.writeEndArray();
        evaluation(json, status);
        json.writeStringField("type", "alerting");
        json.writeEndObject();
    }

    private static void recording(JsonGenerator json, RecordingRule rule, RuleStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rule.name());
        json.writeStringField("query", rule.expr().strip());
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
        json.writeNumberField("evaluationTime", status.took().toNanos() / 1e9);
        json.writeStringField("lastEvaluation", Json.time(status.lastEvaluation()));
    }

    byte[] alerts() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("alerts");
            for (RuleTimer.GroupStatus group : rules.groups()) {
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

    byte[] metadata(Parameters parameters) throws ApiError {
        int limit = parameters.limit();
        String metric = parameters.text("metric");
        Map<String, Set<MetricMetadata>> families = new TreeMap<>();
        for (Scraper.TargetMetadata entry : scraper.metadata()) {
            if (metric.isEmpty() || metric.equals(entry.family())) {
                if (limit == 0 || families.size() < limit || families.containsKey(entry.family())) {
                    families.computeIfAbsent(entry.family(), f -> new LinkedHashSet<>()).add(entry.metadata());
                }
            }
        }
        return Json.success(json -> {
            json.writeStartObject();
            for (var family : families.entrySet()) {
                json.writeArrayFieldStart(family.getKey());
                for (MetricMetadata entry : family.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("type", entry.type());
                    json.writeStringField("help", entry.help());
                    json.writeStringField("unit", entry.unit());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    byte[] config() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeStringField("yaml", configText);
            json.writeEndObject();
        });
    }

    byte[] buildInfo() {
        return Json.success(json -> {
            json.writeStartObject();
            json.writeStringField("version", version);
            json.writeStringField("revision", "embedded");
            json.writeStringField("branch", "slo-console");
            json.writeStringField("buildUser", "");
            json.writeStringField("buildDate", "");
            json.writeStringField("goVersion", "none, Java " + Runtime.version().feature());
            json.writeEndObject();
        });
    }
}
