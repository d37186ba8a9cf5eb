package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which texts of which facts may be kept: the list of all fields, each with what is done to it. A text whose
 * field is not in the list is dropped, so that nothing reaches a disk by being forgotten. Numbers are kept.
 *
 * <p>A field within a field is named with a dot, such as {@code outputs.value}.
 */
public final class FieldRules {

    /** What is done to a text. */
    enum Rule {
        /** Kept as it is: a word of the source, a name from the lesson or the template, or an id without meaning. */
        KEPT,
        /** Free text, addresses, ARNs: kept with aliases in it, and without secrets. */
        ALIASED,
        /** No text; a text in its place is none of ours. */
        NUMBER,
        /** Left empty. */
        DROPPED
    }

    private static final Map<String, Map<String, Rule>> TABLE = new LinkedHashMap<>();

    static {
        rule("session-started", "lesson source stack startedAt program", "", "objective window");
        rule("traffic-changed", "mode", "", "ratePerSecond failurePercent");
        rule("traffic-counted", "", "", "ok clientError serverError timeout refused dropped");
        rule("step-entered", "step", "", "");
        rule("checkpoint-met", "step checkpoint", "", "");
        rule("prediction-made", "step", "", "value");
        rule("action-requested", "action", "detail", "");
        rule("action-failed", "action", "message", "");
        rule("objective-changed", "", "", "objective window");
        rule("budget-planned", "", "", "rate from window");
        rule("window-closed", "outcome", "", "from until failed seen objective");
        rule("windowing-chosen", "windowing", "", "");
        rule("clock-jumped", "", "", "by");
        rule("paused", "", "", "lasted");
        rule("image-progress", "", "step", "");
        rule("image-published", "", "image", "");
        rule("observation-lost", "", "", "since");
        rule("observation-regained", "", "", "");
        rule("recording-failed", "", "reason", "");
        rule("recording-resumed", "segment", "", "");
        rule("session-ended", "", "", "");
        rule("stack-status", "stack status", "reason", "");
        rule("resource-status", "id type status", "reason", "");
        rule("outputs-read", "outputs.key", "outputs.value", "");
        rule("image-found", "digest", "repository", "");
        rule("task-changed", "task service lastStatus desiredStatus health", "privateAddress publicAddress", "");
        rule("task-stopped", "task service stopCode", "reason", "exitCode");
        rule("service-counts", "service", "", "desired running pending");
        rule("service-event", "service", "message", "");
        rule("instance-registered", "service instance health", "address", "");
        rule("instance-deregistered", "service instance", "address", "");
        rule("dns-answer", "source rcode", "name addresses", "ttl");
        rule("source-lost", "source", "reason", "");
        rule("source-recovered", "source", "", "");
        // Labels are the app's own; what is not known to be harmless may hold an address.
        rule(
                "samples",
                "series.labels.__name__ series.labels.job series.labels.http_status series.labels.le"
                        + " series.labels.outcome series.labels.quantile series.labels.task series.labels.alert"
                        + " series.labels.alertname series.labels.alertstate series.labels.severity"
                        + " series.labels.long series.labels.short series.labels.kind series.samples",
                "series.labels.*",
                "");
        rule("target-changed", "job health", "instance address lastError", "");
        rule("target-removed", "job", "instance", "");
        rule("alert-changed", "alert severity state", "summary", "");
        rule("prometheus-lost", "", "reason", "");
        rule("prometheus-reached", "version", "", "");
        rule("account-read", "region", "account identity", "");
        rule("stack-found", "createdAt autoStopAt", "stack ranges", "ours", "owner");
        rule("stack-failed", "what resource type", "reason stoppedReason log", "");
        rule("address-refused", "", "address ranges", "silence");
        rule("address-admitted", "", "address", "");
        rule("deployment-accepted", "", "stack", "");
        rule("cost", "", "", "usdPerHour");
        rule("auto-stop-neared", "at", "", "");
    }

    private FieldRules() {}

    private static void rule(String kind, String kept, String aliased, String numbers) {
        rule(kind, kept, aliased, numbers, "");
    }

    private static void rule(String kind, String kept, String aliased, String numbers, String dropped) {
        var rules = new LinkedHashMap<String, Rule>();
        put(rules, kept, Rule.KEPT);
        put(rules, aliased, Rule.ALIASED);
        put(rules, numbers, Rule.NUMBER);
        put(rules, dropped, Rule.DROPPED);
        TABLE.put(kind, rules);
    }

    private static void put(Map<String, Rule> rules, String fields, Rule rule) {
        for (String field : fields.split(" ")) {
            if (!field.isEmpty()) {
                rules.put(field, rule);
            }
        }
    }

    /** The fields of a kind of fact by which one can tell it from another, in the order of the table. */
    public static List<String> fields(String kind) {
        return TABLE.getOrDefault(kind, Map.of()).keySet().stream()
                .filter(field -> field.indexOf('.') < 0)
                .toList();
    }

    /** What is done to a text; empty for one that nobody declared. */
    static Optional<Rule> of(String kind, String field) {
        var rules = TABLE.getOrDefault(kind, Map.of());
        var rule = rules.get(field);
        if (rule == null) {
            rule = rules.get(field.substring(0, field.lastIndexOf('.') + 1) + "*");
        }
        return Optional.ofNullable(rule);
    }

    /** The data of a fact, fit to be kept. */
    public static JsonNode applied(String kind, JsonNode data, Aliases aliases) {
        return applied(kind, "", data, aliases);
    }

    private static JsonNode applied(String kind, String field, JsonNode node, Aliases aliases) {
        return switch (node) {
            case ObjectNode object -> object(kind, field, object, aliases);
            case ArrayNode array -> array(kind, field, array, aliases);
            case TextNode text -> text(of(kind, field).orElse(Rule.DROPPED), text, aliases);
            default -> node;
        };
    }

    private static JsonNode object(String kind, String field, ObjectNode object, Aliases aliases) {
        var copy = JsonNodeFactory.instance.objectNode();
        var prefix = field.isEmpty() ? "" : field + '.';
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            copy.set(each.getKey(), applied(kind, prefix + each.getKey(), each.getValue(), aliases));
        }
        return copy;
    }

    private static JsonNode array(String kind, String field, ArrayNode array, Aliases aliases) {
        var copy = JsonNodeFactory.instance.arrayNode(array.size());
        for (JsonNode each : array) {
            copy.add(applied(kind, field, each, aliases));
        }
        return copy;
    }

    private static JsonNode text(Rule rule, TextNode text, Aliases aliases) {
        return switch (rule) {
            case KEPT -> JsonNodeFactory.instance.textNode(aliases.named(text.textValue()));
            case ALIASED -> JsonNodeFactory.instance.textNode(aliases.applied(text.textValue()));
            case NUMBER, DROPPED -> JsonNodeFactory.instance.textNode("");
        };
    }
}
