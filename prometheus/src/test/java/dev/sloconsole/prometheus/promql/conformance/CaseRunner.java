package dev.sloconsole.prometheus.promql.conformance;

import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import dev.sloconsole.prometheus.promql.QueryOptions;
import dev.sloconsole.prometheus.promql.QueryResult;
import dev.sloconsole.prometheus.promql.conformance.Command.Eval;
import dev.sloconsole.prometheus.promql.conformance.Command.Expectation;
import dev.sloconsole.prometheus.promql.conformance.Command.Instant;
import dev.sloconsole.prometheus.promql.conformance.Command.Range;
import dev.sloconsole.prometheus.promql.conformance.Command.Row;
import dev.sloconsole.prometheus.promql.functions.AlmostEqual;
import dev.sloconsole.prometheus.promql.parser.Printer;
import dev.sloconsole.prometheus.series.HistogramMarker;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Runs the commands of one file, with the options of Prometheus's own runner. */
final class CaseRunner {

    /** What became of a case. */
    record Outcome(int line, Verdict verdict, String reason) {}

    enum Verdict {
        PASSED,
        FAILED,
        /** The engine says that it does not have what the case is about. */
        REFUSED
    }

    private static final double TOLERANCE = 1e-6;
    private static final long MINUTE = 60_000;

    private final PromqlEngine engine = new PromqlEngine(QueryOptions.DEFAULT.withDelayedNameRemoval(true));
    private final Map<Labels, TreeMap<Long, Double>> loaded = new HashMap<>();
    private Optional<SeriesStore> store = Optional.empty();

    List<Outcome> run(List<Command> commands) {
        var outcomes = new ArrayList<Outcome>();
        for (var command : commands) {
            switch (command) {
                case Command.Clear clear -> {
                    loaded.clear();
                    store = Optional.empty();
                }
                case Command.Load load -> load(load);
                case Eval eval -> outcomes.add(run(eval));
            }
        }
        return outcomes;
    }

    private void load(Command.Load load) {
        store = Optional.empty();
        for (var row : load.series()) {
            var samples = loaded.computeIfAbsent(row.labels(), labels -> new TreeMap<>());
            for (int i = 0; i < row.values().size(); i++) {
                var value = row.values().get(i);
                if (value.isPresent()) {
                    samples.put(i * load.gapMillis(), value.getAsDouble());
                }
            }
            var name = row.labels().get(Labels.NAME);
            if (load.alsoNative()
                    && name.endsWith("_bucket")
                    && !row.labels().get("le").isEmpty()) {
                var base = name.substring(0, name.length() - "_bucket".length());
                var histograms = loaded.computeIfAbsent(
                        row.labels().without("le").with(Labels.NAME, base), labels -> new TreeMap<>());
                samples.keySet().forEach(time -> histograms.put(time, HistogramMarker.VALUE));
            }
        }
    }

    private SeriesStore store() {
        if (store.isEmpty()) {
            var fresh = new SeriesStore();
            loaded.forEach((labels, samples) -> samples.forEach((time, value) -> fresh.append(labels, time, value)));
            store = Optional.of(fresh);
        }
        return store.get();
    }

    private Outcome run(Eval eval) {
        try {
            var snapshot = store().snapshot();
            var result = switch (eval.times()) {
                case Instant instant -> engine.instant(eval.expression(), snapshot, instant.atMillis());
                case Range range ->
                    engine.range(eval.expression(), snapshot, range.fromMillis(), range.toMillis(), range.stepMillis());
            };
            var complaint = judge(eval, result);
            if (complaint.isEmpty() && eval.times() instanceof Instant instant) {
                complaint = compareWithRangeQuery(eval, instant.atMillis(), result)
                        .or(() -> compareWithFixedTime(eval, instant.atMillis(), result));
            }
            if (complaint.isEmpty()) {
                return new Outcome(eval.line(), Verdict.PASSED, "");
            }
            boolean refused = result instanceof QueryResult.Rejected rejected
                    && (rejected.message().contains("not supported")
                            || rejected.message().contains("not enabled"));
            return new Outcome(eval.line(), refused ? Verdict.REFUSED : Verdict.FAILED, complaint.get());
        } catch (RuntimeException e) {
            return new Outcome(eval.line(), Verdict.FAILED, "broke: " + e);
        }
    }

    private static Optional<String> judge(Eval eval, QueryResult result) {
        return switch (result) {
            case QueryResult.Rejected rejected ->
                eval.expects("fail")
                        ? messages(eval, "fail", List.of(rejected.message()))
                        : Optional.of("rejected: " + rejected.message());
            case QueryResult.Value value -> {
                if (eval.expects("fail")) {
                    yield Optional.of("should have failed, got " + value.value());
                }
                yield messages(eval, "warn", value.warnings())
                        .or(() -> messages(eval, "info", value.infos()))
                        .or(() -> compare(eval, value.value()));
            }
        };
    }

    /** Whether the messages of a type are as expected; where nothing is said about them, anything is. */
    private static Optional<String> messages(Eval eval, String type, List<String> actual) {
        if (eval.expects("no_" + type) && !actual.isEmpty()) {
            return Optional.of("should have no " + type + ", has " + actual);
        }
        var wanted = eval.expectations().stream()
                .filter(expectation -> expectation.type().equals(type))
                .toList();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        if (actual.isEmpty()) {
            return Optional.of("should have " + type + " " + wanted);
        }
        for (var message : actual) {
            if (wanted.stream().noneMatch(expectation -> expectation.accepts(message))) {
                return Optional.of("unexpected " + type + " " + message + ", wanted " + wanted);
            }
        }
        for (Expectation expectation : wanted) {
            if (actual.stream().noneMatch(expectation::accepts)) {
                return Optional.of("missing " + type + " " + expectation + ", has " + actual);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> compare(Eval eval, PromValue value) {
        return switch (value) {
            case PromValue.Text text ->
                eval.text().isPresent() && eval.text().get().equals(text.value())
                        ? Optional.empty()
                        : Optional.of("got the string " + text.value());
            case PromValue.Scalar scalar ->
                eval.scalar().isPresent() && same(eval.scalar().getAsDouble(), scalar.value())
                        ? Optional.empty()
                        : Optional.of("got the scalar " + scalar.value());
            case PromValue.Vector vector -> compareVector(eval, vector);
            case PromValue.Matrix matrix ->
                switch (eval.times()) {
                    case Range range -> compareMatrix(eval.result(), range, matrix);
                    case Instant instant ->
                        eval.rangeVector().isPresent()
                                ? compareMatrix(
                                        eval.result(), eval.rangeVector().get(), matrix)
                                : Optional.of("got a matrix");
                };
        };
    }

    private static Optional<String> compareVector(Eval eval, PromValue.Vector vector) {
        var complaint = "got " + vector.samples();
        if (eval.scalar().isPresent()
                || vector.samples().size() != eval.result().size()) {
            return Optional.of(complaint);
        }
        for (int i = 0; i < eval.result().size(); i++) {
            var row = eval.result().get(i);
            int position = i;
            var found = eval.expects("ordered")
                    ? Optional.of(vector.samples().get(position))
                            .filter(sample -> sample.labels().equals(row.labels()))
                    : vector.samples().stream()
                            .filter(sample -> sample.labels().equals(row.labels()))
                            .findFirst();
            if (found.isEmpty()
                    || row.values().get(0).isEmpty()
                    || !same(row.values().get(0).getAsDouble(), found.get().value())) {
                return Optional.of("wanted " + row + ", " + complaint);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> compareMatrix(List<Row> rows, Range range, PromValue.Matrix matrix) {
        var complaint = "got " + matrix.series();
        if (matrix.series().size() != rows.size()) {
            return Optional.of(complaint);
        }
        for (int i = 1; i < matrix.series().size(); i++) {
            if (matrix.series()
                            .get(i - 1)
                            .labels()
                            .compareTo(matrix.series().get(i).labels())
                    >= 0) {
                return Optional.of("not sorted: " + complaint);
            }
        }
        for (var row : rows) {
            SequencedMap<Long, Double> wanted = new TreeMap<>();
            for (int i = 0; i < row.values().size(); i++) {
                OptionalDouble value = row.values().get(i);
                if (value.isPresent()) {
                    wanted.put(range.fromMillis() + i * range.stepMillis(), value.getAsDouble());
                }
            }
            var series = matrix.series().stream()
                    .filter(found -> found.labels().equals(row.labels()))
                    .findFirst();
            if (series.isEmpty() || !sameSamples(wanted, series.get())) {
                return Optional.of("wanted " + row + ", " + complaint);
            }
        }
        return Optional.empty();
    }

    private static boolean sameSamples(SequencedMap<Long, Double> wanted, Series series) {
        if (wanted.size() != series.size()) {
            return false;
        }
        int i = 0;
        for (var entry : wanted.entrySet()) {
            if (entry.getKey() != series.timestamp(i) || !same(entry.getValue(), series.value(i))) {
                return false;
            }
            i++;
        }
        return true;
    }

    /** The same expression as a range query around the moment must give the same there. */
    private Optional<String> compareWithRangeQuery(Eval eval, long atMillis, QueryResult result) {
        if (!(result instanceof QueryResult.Value value)
                || !(value.value() instanceof PromValue.Vector vector)
                || eval.expects("ordered")
                || eval.expression().matches("(?s).*\\b(start|end|range|step)\\(\\).*")) {
            return Optional.empty();
        }
        var range = engine.range(eval.expression(), store().snapshot(), atMillis - MINUTE, atMillis + MINUTE, MINUTE);
        if (!(range instanceof QueryResult.Value rangeValue)
                || !(rangeValue.value() instanceof PromValue.Matrix matrix)) {
            return Optional.of("as a range query: " + range);
        }
        var middle = new HashMap<Labels, Double>();
        for (var series : matrix.series()) {
            for (int i = 0; i < series.size(); i++) {
                if (series.timestamp(i) == atMillis) {
                    middle.put(series.labels(), series.value(i));
                }
            }
        }
        return sameValues(byLabels(vector), middle)
                ? Optional.empty()
                : Optional.of("as a range query it gives " + middle);
    }

    /** With every selector fixed to the moment by {@code @}, it must give the same whenever it is evaluated. */
    private Optional<String> compareWithFixedTime(Eval eval, long atMillis, QueryResult result) {
        if (!(result instanceof QueryResult.Value value)
                || !(value.value() instanceof PromValue.Vector vector)
                || FixedTime.dependsOnEvaluationTime(SeriesText.parsed(eval.expression()))) {
            return Optional.empty();
        }
        var query = Printer.print(FixedTime.at(SeriesText.parsed(eval.expression()), atMillis));
        var wanted = byLabels(vector);
        var moments = atMillis == 0
                ? List.of(-1000L, 0L, 1000L)
                : List.of(-10 * atMillis, 0L, atMillis / 5, atMillis, 10 * atMillis);
        for (long moment : moments) {
            var again = engine.instant(query, store().snapshot(), moment);
            if (!(again instanceof QueryResult.Value other)
                    || !(other.value() instanceof PromValue.Vector otherVector)
                    || !sameValues(wanted, byLabels(otherVector))) {
                return Optional.of("at " + moment + " " + query + " gives " + again);
            }
        }
        return Optional.empty();
    }

    private static Map<Labels, Double> byLabels(PromValue.Vector vector) {
        var map = new HashMap<Labels, Double>();
        vector.samples().forEach(sample -> map.put(sample.labels(), sample.value()));
        return map;
    }

    private static boolean sameValues(Map<Labels, Double> wanted, Map<Labels, Double> actual) {
        return wanted.keySet().equals(actual.keySet())
                && wanted.entrySet().stream()
                        .allMatch(entry -> same(entry.getValue(), actual.getOrDefault(entry.getKey(), 0.0)));
    }

    private static boolean same(double wanted, double actual) {
        if (StaleMarker.isStale(wanted) || StaleMarker.isStale(actual)) {
            return StaleMarker.isStale(wanted) && StaleMarker.isStale(actual);
        }
        return AlmostEqual.test(wanted, actual, TOLERANCE);
    }
}
