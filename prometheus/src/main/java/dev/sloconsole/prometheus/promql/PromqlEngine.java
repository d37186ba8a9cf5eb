package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected.Kind;
import dev.sloconsole.prometheus.promql.QueryResult.Value;
import dev.sloconsole.prometheus.promql.functions.ValueType;
import dev.sloconsole.prometheus.promql.parser.Expr;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Evaluates PromQL over stored series: parses a query, plans it, asks the plan for each step. Immutable and safe to
 * share; a query runs on its caller's thread, and ends with a refusal when that is interrupted.
 */
public final class PromqlEngine {

    private final QueryOptions options;
    private final LongSupplier nanoClock;

    /** An engine with Prometheus's defaults. */
    public PromqlEngine() {
        this(QueryOptions.DEFAULT);
    }

    public PromqlEngine(QueryOptions options) {
        this(options, System::nanoTime);
    }

    /** @param nanoClock against which a query's time is measured */
    public PromqlEngine(QueryOptions options, LongSupplier nanoClock) {
        this.options = options;
        this.nanoClock = nanoClock;
    }

    /** Evaluates a query at one moment, in milliseconds since the epoch. */
    public QueryResult instant(String query, SeriesReader series, long timeMillis) {
        return instant(query, series, timeMillis, new QueryStatistics());
    }

    /** @param statistics which are filled in */
    public QueryResult instant(String query, SeriesReader series, long timeMillis, QueryStatistics statistics) {
        return run(
                query,
                series,
                timeMillis,
                timeMillis,
                statistics,
                (expr, evaluation) -> instantValue(expr, evaluation));
    }

    /** Evaluates a query at {@code start + i * step}, up to and including {@code end}; all in milliseconds. */
    public QueryResult range(String query, SeriesReader series, long startMillis, long endMillis, long stepMillis) {
        return range(query, series, startMillis, endMillis, stepMillis, new QueryStatistics());
    }

    /** @param statistics which are filled in */
    public QueryResult range(
            String query,
            SeriesReader series,
            long startMillis,
            long endMillis,
            long stepMillis,
            QueryStatistics statistics) {
        if (stepMillis < 1) {
            return new Rejected(
                    Kind.BAD_DATA,
                    "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if (endMillis < startMillis) {
            return new Rejected(Kind.BAD_DATA, "end timestamp must not be before start time");
        }
        if ((endMillis - startMillis) / stepMillis > options.maxPoints()) {
            return new Rejected(
                    Kind.BAD_DATA,
                    String.format(
                            Locale.ROOT,
                            "exceeded maximum resolution of %,d points per timeseries."
                                    + " Try decreasing the query resolution (?step=XX)",
                            options.maxPoints()));
        }
        long last = startMillis + (endMillis - startMillis) / stepMillis * stepMillis;
        return run(query, series, startMillis, endMillis, statistics, (expr, evaluation) -> {
            if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
                throw new QueryStopped(
                        Kind.BAD_DATA,
                        "invalid expression type \"" + expr.type()
                                + "\" for range query, must be Scalar or instant Vector");
            }
            return rangeValue(expr, new Evaluation(evaluation.query(), startMillis, last, stepMillis));
        });
    }

    @FunctionalInterface
    private interface Run {
        PromValue of(Expr expr, Evaluation evaluation);
    }

    private QueryResult run(
            String query, SeriesReader series, long startMillis, long endMillis, QueryStatistics statistics, Run run) {
        Expr expr;
        try {
            expr = Parser.parse(query);
        } catch (ParseException e) {
            return new Rejected(Kind.BAD_DATA, e.describe(query));
        }
        var annotations = new Annotations(query);
        try {
            var budget = new Budget(options.maxSamples(), options.timeout().toNanos(), nanoClock, statistics);
            budget.atStep(startMillis);
            var shared = new Evaluation.Query(series, options, budget, annotations, startMillis, endMillis);
            var value = run.of(expr, new Evaluation(shared, startMillis, endMillis, 1));
            return new Value(value, annotations.warnings(), annotations.infos());
        } catch (QueryStopped e) {
            return new Rejected(e.kind(), String.valueOf(e.getMessage()));
        }
    }

    private static PromValue instantValue(Expr expr, Evaluation evaluation) {
        long time = evaluation.startMillis();
        var planner = new Planner(evaluation);
        return switch (expr.type()) {
            case STRING -> new PromValue.Text(time, Planner.text(expr));
            case SCALAR -> new PromValue.Scalar(time, planner.scalar(expr).at(time));
            case VECTOR -> {
                var samples = named(evaluation, planner.vector(expr).at(time));
                yield new PromValue.Vector(SameLabels.refuse(samples).stream()
                        .map(sample -> new PromValue.VectorSample(sample.labels(), time, sample.value()))
                        .toList());
            }
            case MATRIX ->
                new PromValue.Matrix(planner.windows(expr).at(time).stream()
                        .filter(series -> !series.isEmpty())
                        .peek(PromqlEngine::refuseHistograms)
                        .map(series -> new Series(
                                series.dropName() ? evaluation.nameless(series.labels()) : series.labels(),
                                series.window().timestamps(),
                                series.window().values()))
                        .sorted(Comparator.comparing(Series::labels))
                        .toList());
        };
    }

    private static void refuseHistograms(SeriesWindow series) {
        if (series.hasHistograms()) {
            throw NativeHistograms.notSupported("the result has histograms of", series.labels());
        }
    }

    private static PromValue rangeValue(Expr expr, Evaluation evaluation) {
        var collector = new SeriesCollector(evaluation);
        for (Evaluation part : TimeParts.of(expr, evaluation)) {
            collect(expr, part, collector);
            evaluation.budget().keepOnly(collector.samples());
        }
        return new PromValue.Matrix(collector.series().stream()
                .map(series -> new Series(
                        series.labels(),
                        Arrays.copyOf(series.timestamps(), series.size()),
                        Arrays.copyOf(series.values(), series.size())))
                .sorted(Comparator.comparing(Series::labels))
                .toList());
    }

    private static void collect(Expr expr, Evaluation part, SeriesCollector collector) {
        var planner = new Planner(part);
        if (expr.type() == ValueType.SCALAR) {
            var scalar = planner.scalar(expr);
            forEachStep(part, time -> collector.add(time, List.of(new Sample(Labels.EMPTY, scalar.at(time)))));
        } else {
            var vector = planner.vector(expr);
            forEachStep(part, time -> collector.add(time, named(part, vector.at(time))));
        }
    }

    private static void forEachStep(Evaluation evaluation, LongConsumer step) {
        for (long time = evaluation.startMillis(); time <= evaluation.endMillis(); time += evaluation.stepMillis()) {
            evaluation.budget().check(0);
            evaluation.budget().atStep(time);
            step.accept(time);
        }
    }

    /** The vector with the names dropped that were marked for it. */
    private static List<Sample> named(Evaluation evaluation, List<Sample> vector) {
        var result = new ArrayList<Sample>(vector.size());
        for (var sample : vector) {
            NativeHistograms.refuseIn(sample);
            result.add(sample.dropName() ? new Sample(evaluation.nameless(sample.labels()), sample.value()) : sample);
        }
        return result;
    }
}
