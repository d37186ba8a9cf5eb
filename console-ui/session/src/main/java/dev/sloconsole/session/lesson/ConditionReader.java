package dev.sloconsole.session.lesson;

import dev.sloconsole.session.Hop;
import dev.sloconsole.session.SloFigures;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.figures.ServerFigures;
import dev.sloconsole.session.journal.FieldRules;
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
import java.time.Duration;
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

    /** What the lesson promises: it bounds what a burn rate can be, and says which alerts there are. */
    record Slo(double objective, Duration window) {}

    /** Reads the field of a condition's name. */
    private interface Reading {
        Condition read(YamlMap map, Slo slo);
    }

    /** The usual quota of an account, and of the local cloud. */
    private static final int MOST_TASKS = 32;

    private static final Map<String, Reading> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("stack", (m, slo) -> new StackIs(oneOf(m, "stack", Vocabulary.STACK_STATUSES)));
        TABLE.put("image", (m, slo) -> image(m));
        TABLE.put("task", (m, slo) -> task(fields(m, "task", "service", "status", "count")));
        TABLE.put("target", (m, slo) -> target(fields(m, "target", "job", "health")));
        TABLE.put("prometheus", (m, slo) -> {
            oneOf(m, "prometheus", List.of("reachable"));
            return new PrometheusReachable();
        });
        TABLE.put(
                "dns",
                (m, slo) -> new DnsAnswers(
                        oneOf(m, "dns", List.of("answered", "new-address")).equals("new-address")));
        TABLE.put("traffic", (m, slo) -> new TrafficIs(enumOf(m, "traffic", TrafficPlan.Mode.class)));
        TABLE.put("sli", (m, slo) -> sli(fields(m, "sli", "above", "below", "over")));
        TABLE.put("server_sli", (m, slo) -> figure(m, "server_sli", FigureName.SERVER_SLI, Scale.SLI));
        TABLE.put(
                "server_error_rate",
                (m, slo) -> figure(m, "server_error_rate", FigureName.SERVER_ERROR_RATE, Scale.ERROR_RATE));
        TABLE.put("budget", (m, slo) -> figure(m, "budget", FigureName.BUDGET, Scale.budget(slo.objective())));
        TABLE.put(
                "burn_rate", (m, slo) -> figure(m, "burn_rate", FigureName.BURN_RATE, Scale.burnRate(slo.objective())));
        TABLE.put("promql", (m, slo) -> promql(m));
        TABLE.put("outage", (m, slo) -> new OutageReached(enumOf(m, "outage", Hop.class)));
        TABLE.put("fact", (m, slo) -> fact(m, slo));
        TABLE.put("any", (m, slo) -> new AnyOf(several(m, "any", slo)));
        TABLE.put("all", (m, slo) -> all(m, slo));
    }

    private ConditionReader() {}

    static Condition read(YamlMap map, Slo slo) {
        var known = map.names().stream().filter(TABLE::containsKey).toList();
        if (known.size() != 1 || map.names().size() != 1) {
            map.problem(
                    map.where(),
                    "A condition is one field that says what to wait for. Known are: "
                            + String.join(", ", TABLE.keySet()) + ". For several, use any: or all: with a list.");
            return new AllOf(List.of());
        }
        return Objects.requireNonNull(TABLE.get(known.getFirst())).read(map, slo);
    }

    private static Condition image(YamlMap map) {
        oneOf(map, "image", List.of("found"));
        return new FactSeen("image-found", new TreeMap<>());
    }

    private static Condition task(YamlMap map) {
        var count = map.number("count").orElse(1.0);
        if (count < 1 || count != Math.rint(count) || count > MOST_TASKS) {
            map.problemAt(
                    "count",
                    "\"count\" must be a whole number from 1 to " + MOST_TASKS
                            + ": no more tasks run in an account at a time.");
        }
        return new TasksAre(
                oneOf(map, "service", Vocabulary.SERVICES),
                oneOf(map, "status", Vocabulary.TASK_STATUSES),
                count.intValue());
    }

    private static Condition target(YamlMap map) {
        return new TargetIs(oneOf(map, "job", Vocabulary.JOBS), oneOf(map, "health", Vocabulary.TARGET_HEALTHS));
    }

    private static Condition sli(YamlMap map) {
        return new UserSli(
                Scale.SLI.checked(map, bounds(map)),
                LessonReader.span(map, "over").orElse(SloFigures.SLI_RANGE));
    }

    private static Condition figure(YamlMap map, String name, FigureName figure, Scale scale) {
        var limits = fields(map, name, "above", "below");
        return new FigureIs(figure, scale.checked(limits, bounds(limits)));
    }

    private static Condition promql(YamlMap map) {
        if (map.node("promql").filter(ScalarNode.class::isInstance).isPresent()) {
            return query(map, "promql", Bounds.NONE);
        }
        var inner = fields(map, "promql", "query", "above", "below");
        return query(
                inner,
                "query",
                inner.has("above") || inner.has("below") ? Scale.possible(inner, bounds(inner)) : Bounds.NONE);
    }

    private static Condition query(YamlMap map, String name, Bounds bounds) {
        var query = map.required(name);
        if (!query.isEmpty()) {
            ServerFigures.problem(query)
                    .ifPresent(problem -> map.problemAt(name, "This is no valid PromQL: " + problem));
        }
        return new QueryGives(query, bounds);
    }

    private static Condition fact(YamlMap map, Slo slo) {
        if (map.node("fact").filter(ScalarNode.class::isInstance).isPresent()) {
            return new FactSeen(oneOf(map, "fact", Kinds.names()), new TreeMap<>());
        }
        var inner = map.map("fact", "A fact").orElseThrow();
        var kind = oneOf(inner, "kind", Kinds.names());
        if (!inner.optional("kind").filter(kind::equals).isPresent()) {
            // What fields it has, nobody can say.
            return new FactSeen(kind, new TreeMap<>());
        }
        var known = FieldRules.fields(kind);
        var values = new TreeMap<String, String>();
        inner.names().stream().filter(name -> !name.equals("kind")).forEach(name -> {
            if (known.contains(name)) {
                values.put(
                        name,
                        Vocabulary.ofFact(kind, name)
                                .map(words -> oneOf(inner, name, words))
                                .orElseGet(() -> inner.required(name)));
            } else {
                inner.problemAt(
                        name,
                        "A fact " + kind + " has no field \"" + name + "\"; it has "
                                + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
            }
        });
        if (kind.equals("alert-changed")) {
            AlertWords.neverFires(values, slo.objective(), slo.window())
                    .ifPresent(why -> inner.problem(inner.where(), Scale.NEVER + why));
        }
        return new FactSeen(kind, values);
    }

    private static Condition all(YamlMap map, Slo slo) {
        var conditions = several(map, "all", slo);
        Contradictions.of(conditions).ifPresent(why -> map.problemAt("all", Scale.NEVER + why));
        return new AllOf(conditions);
    }

    private static List<Condition> several(YamlMap map, String name, Slo slo) {
        var conditions = new ArrayList<Condition>();
        for (YamlMap each : map.maps(name, "condition")) {
            conditions.add(read(each, slo));
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
                    name, "\"" + name + "\" cannot be \"" + value + "\". Known are: " + String.join(", ", known) + ".");
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
