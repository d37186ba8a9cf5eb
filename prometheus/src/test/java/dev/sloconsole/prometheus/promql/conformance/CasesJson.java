package dev.sloconsole.prometheus.promql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.promql.conformance.Command.Clear;
import dev.sloconsole.prometheus.promql.conformance.Command.Eval;
import dev.sloconsole.prometheus.promql.conformance.Command.Expectation;
import dev.sloconsole.prometheus.promql.conformance.Command.Load;
import dev.sloconsole.prometheus.promql.conformance.Command.Row;
import dev.sloconsole.prometheus.series.HistogramMarker;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads test files that were parsed to JSON: their commands by file, values spelled out. */
final class CasesJson {

    private CasesJson() {}

    static Map<String, List<Command>> read(Path file) throws IOException {
        var commands = new LinkedHashMap<String, List<Command>>();
        for (var entry : new ObjectMapper().readTree(file.toFile()).properties()) {
            if (entry.getValue().isArray()) {
                var list = new ArrayList<Command>();
                entry.getValue().forEach(node -> list.add(command(node)));
                commands.put(entry.getKey(), list);
            }
        }
        return commands;
    }

    private static Command command(JsonNode node) {
        int line = node.path("line").asInt();
        return switch (node.path("cmd").asText()) {
            case "clear" -> new Clear(line);
            case "load" ->
                new Load(line, node.path("gap_ms").asLong(), node.path("nhcb").asBoolean(), rows(node.path("series")));
            case "eval" -> eval(line, node);
            default -> throw new IllegalArgumentException("Unknown command: " + node);
        };
    }

    private static Eval eval(int line, JsonNode node) {
        var times = node.path("kind").asText().equals("range") ? range(node) : instant(node);
        var expectations = new ArrayList<Expectation>();
        node.path("expect")
                .forEach(expect ->
                        expectations.add(new Expectation(text(expect, "t"), text(expect, "k"), text(expect, "v"))));
        return new Eval(
                line,
                times,
                node.path("expr").asText(),
                expectations,
                rows(node.path("result")),
                node.hasNonNull("scalar") ? value(node.path("scalar")) : OptionalDouble.empty(),
                node.hasNonNull("string") ? Optional.of(unquoted(node.path("string"))) : Optional.empty(),
                node.hasNonNull("range_vector") ? Optional.of(range(node.path("range_vector"))) : Optional.empty());
    }

    private static String unquoted(JsonNode node) {
        return SeriesText.unquoted(node.asText());
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : "";
    }

    private static Command.Instant instant(JsonNode node) {
        return new Command.Instant(node.path("at_ms").asLong());
    }

    private static Command.Range range(JsonNode node) {
        return new Command.Range(
                node.path("from_ms").asLong(),
                node.path("to_ms").asLong(),
                node.path("step_ms").asLong());
    }

    private static List<Row> rows(JsonNode series) {
        var rows = new ArrayList<Row>();
        series.forEach(node -> {
            var values = new ArrayList<OptionalDouble>();
            node.path("v").forEach(value -> values.add(value(value)));
            rows.add(new Row(SeriesText.labels(node.path("m").asText()), values));
        });
        return rows;
    }

    private static OptionalDouble value(JsonNode node) {
        if (node.isNull()) {
            return OptionalDouble.empty();
        }
        if (node.isObject()) {
            return OptionalDouble.of(HistogramMarker.VALUE);
        }
        if (node.isNumber()) {
            return OptionalDouble.of(node.asDouble());
        }
        return OptionalDouble.of(node.asText().equals("stale") ? StaleMarker.VALUE : SeriesText.number(node.asText()));
    }
}
