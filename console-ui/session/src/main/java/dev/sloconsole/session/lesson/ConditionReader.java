package dev.sloconsole.session.lesson;

import dev.sloconsole.session.Hop;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.figures.ServerFigures;
import dev.sloconsole.session.journal.Kinds;
import dev.sloconsole.session.lesson.Condition.AllOf;
import dev.sloconsole.session.lesson.Condition.AnyOf;
import dev.sloconsole.session.lesson.Condition.DnsAnswers;
import dev.sloconsole.session.lesson.Condition.FactSeen;
import dev.sloconsole.session.lesson.Condition.FigureIs;
import dev.sloconsole.session.lesson.Condition.FigureName;
import dev.sloconsole.session.lesson.Condition.OutageReached;
import dev.sloconsole.session.lesson.Condition.PrometheusReachable;
import dev.sloconsole.session.lesson.Condition.QueryGives;
import dev.sloconsole.session.lesson.Condition.StackIs;
import dev.sloconsole.session.lesson.Condition.TargetIs;
import dev.sloconsole.session.lesson.Condition.TasksAre;
import dev.sloconsole.session.lesson.Condition.TrafficIs;
import dev.sloconsole.session.lesson.Condition.UserSli;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what a checkpoint waits for: one field that names the condition, as in {@code stack: CREATE_COMPLETE}. */
final class ConditionReader {

    private static final Map<String, Function<YamlMap, Condition>> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("stack", ConditionReader::stack);
        TABLE.put("image", m -> image(m));
        TABLE.put("task", m -> task(fields(m, "task", "service", "status", "count")));
        TABLE.put("target", m -> target(fields(m, "target", "job", "health")));
        TABLE.put("prometheus", m -> {
            oneOf(m, "prometheus", List.of("reachable"));
            return new PrometheusReachable();
        });
        TABLE.put("dns", m -> new DnsAnswers(oneOf(m, "dns", List.of("answered", "new-address"))
                .equals("new-address")));
        TABLE.put("traffic", m -> new TrafficIs(enumOf(m, "traffic", TrafficPlan.Mode.class)));
        TABLE.put("sli", m -> sli(fields(m, "sli", "above", "below", "over")));
        TABLE.put("server_sli", m -> figure(m, "server_sli", FigureName.SERVER_SLI));
        TABLE.put("server_error_rate", m -> figure(m, "server_error_rate", FigureName.SERVER_ERROR_RATE));
        TABLE.put("budget", m -> figure(m, "budget", FigureName.BUDGET));
        TABLE.put("burn_rate", m -> figure(m, "burn_rate", FigureName.BURN_RATE));
        TABLE.put("promql", ConditionReader::promql);
        TABLE.put("outage", m -> new OutageReached(enumOf(m, "outage", Hop.class)));
        TABLE.put("fact", ConditionReader::fact);
        TABLE.put("any", m -> new AnyOf(several(m, "any")));
        TABLE.put("all", m -> new AllOf(several(m, "all")));
    }

    private ConditionReader() {}

    static Condition read(YamlMap map) {
        var known = map.names().stream().filter(TABLE::containsKey).toList();
        if (known.size() != 1 || map.names().size() != 1) {
            map.problem(
                    map.where(),
                    "A condition is one field that says what to wait for. Known are: "
                            + String.join(", ", TABLE.keySet()) + ". For several, use any: or all: with a list.");
            return new AllOf(List.of());
        }
        return Objects.requireNonNull(TABLE.get(known.getFirst())).apply(map);
    }

    private static Condition stack(YamlMap map) {
        var status = map.required("stack");
        if (!status.isEmpty() && !status.matches("[A-Z]+(_[A-Z]+)*")) {
            map.problemAt("stack", "\"stack\" must be a status of CloudFormation, such as CREATE_COMPLETE, or NONE.");
        }
        return new StackIs(status);
    }

    private static Condition image(YamlMap map) {
        oneOf(map, "image", List.of("found"));
        return new FactSeen("image-found", new TreeMap<>());
    }

    private static Condition task(YamlMap map) {
        var count = map.number("count").orElse(1.0);
        if (count < 1 || count != Math.rint(count) || count > 1_000) {
            map.problemAt("count", "\"count\" must be a whole number from 1.");
        }
        return new TasksAre(map.required("service"), map.required("status"), count.intValue());
    }

    private static Condition target(YamlMap map) {
        return new TargetIs(map.required("job"), oneOf(map, "health", List.of("up", "down", "unknown")));
    }

    private static Condition sli(YamlMap map) {
        return new UserSli(bounds(map), LessonReader.span(map, "over").orElse(SloFigures.SLI_RANGE));
    }

    private static Condition figure(YamlMap map, String name, FigureName figure) {
        return new FigureIs(figure, bounds(fields(map, name, "above", "below")));
    }

    private static Condition promql(YamlMap map) {
        if (map.node("promql").filter(ScalarNode.class::isInstance).isPresent()) {
            return query(map, "promql", Bounds.NONE);
        }
        var inner = fields(map, "promql", "query", "above", "below");
        return query(inner, "query", inner.has("above") || inner.has("below") ? bounds(inner) : Bounds.NONE);
    }

    private static Condition query(YamlMap map, String name, Bounds bounds) {
        var query = map.required(name);
        if (!query.isEmpty()) {
            ServerFigures.problem(query)
                    .ifPresent(problem -> map.problemAt(name, "This is no valid PromQL: " + problem));
        }
        return new QueryGives(query, bounds);
    }

    private static Condition fact(YamlMap map) {
        if (map.node("fact").filter(ScalarNode.class::isInstance).isPresent()) {
            return new FactSeen(oneOf(map, "fact", Kinds.names()), new TreeMap<>());
        }
        var inner = map.map("fact", "A fact").orElseThrow();
        var values = new TreeMap<String, String>();
        inner.names().stream()
                .filter(name -> !name.equals("kind"))
                .forEach(name -> values.put(name, inner.required(name)));
        return new FactSeen(oneOf(inner, "kind", Kinds.names()), values);
    }

    private static List<Condition> several(YamlMap map, String name) {
        var conditions = new ArrayList<Condition>();
        for (YamlMap each : map.maps(name, "condition")) {
            conditions.add(read(each));
        }
        if (conditions.isEmpty()) {
            map.problemAt(name, "\"" + name + "\" needs at least one condition.");
        }
        return conditions;
    }

    private static YamlMap fields(YamlMap map, String name, String... known) {
        var inner = map.map(name, "\"" + name + "\"").orElseThrow();
        inner.onlyFields(known);
        return inner;
    }

    private static Bounds bounds(YamlMap map) {
        var bounds = new Bounds(map.number("above"), map.number("below"));
        if (!map.has("above") && !map.has("below")) {
            map.problem(map.where(), "A limit is missing: write above: or below: with a number.");
        }
        return bounds;
    }

    private static String oneOf(YamlMap map, String name, List<String> known) {
        var value = map.required(name);
        if (!value.isEmpty() && !known.contains(value)) {
            map.problemAt(
                    name,
                    "\"" + name + "\" cannot be \"" + value + "\". Known are: " + String.join(", ", known) + ".");
            return known.getFirst();
        }
        return value;
    }

    private static <E extends Enum<E>> E enumOf(YamlMap map, String name, Class<E> type) {
        var words = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Function.identity(),
                        (a, b) -> a,
                        LinkedHashMap::new));
        var word = oneOf(map, name, List.copyOf(words.keySet()));
        return words.getOrDefault(word, type.getEnumConstants()[0]);
    }
}
