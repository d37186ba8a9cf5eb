package dev.sloconsole.prometheus.promql.functions;

import static dev.sloconsole.prometheus.promql.functions.ValueType.MATRIX;
import static dev.sloconsole.prometheus.promql.functions.ValueType.SCALAR;
import static dev.sloconsole.prometheus.promql.functions.ValueType.STRING;
import static dev.sloconsole.prometheus.promql.functions.ValueType.VECTOR;

import dev.sloconsole.prometheus.promql.functions.Behaviour.Change;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Histograms;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfBuckets;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfDate;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfEach;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfLabels;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfPlan;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfRange;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OfTime;
import dev.sloconsole.prometheus.promql.functions.Behaviour.OnRange;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Refused;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Sorting;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Trait;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of all functions of Prometheus 3, those among them that the engine refuses: one entry for each, by name.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/">Prometheus: functions</a>
 */
public final class Functions {

    private static final Refused EXPERIMENTAL = new Refused("is experimental and not enabled");
    private static final Refused NATIVE = new Refused("works on native histograms, which are not supported");

    private static final Map<String, Function> TABLE = Stream.of(
                    each("abs", Math::abs),
                    Function.of("absent", OfPlan.ABSENT, VECTOR),
                    Function.of("absent_over_time", OfPlan.ABSENT, MATRIX),
                    each("acos", Math::acos),
                    each("acosh", Arithmetic::acosh),
                    each("asin", Math::asin),
                    each("asinh", Arithmetic::asinh),
                    each("atan", Math::atan),
                    each("atanh", value -> (Math.log1p(value) - Math.log1p(-value)) / 2),
                    range("avg_over_time", Ranges::average, Histograms.NEEDED),
                    each("ceil", Math::ceil),
                    range("changes", Ranges::changes, Histograms.MIXED),
                    with("clamp", n -> Arithmetic.clamp(n[0], n[1]), VECTOR, SCALAR, SCALAR),
                    with("clamp_max", n -> Arithmetic.clamp(Double.NEGATIVE_INFINITY, n[0]), VECTOR, SCALAR),
                    with("clamp_min", n -> Arithmetic.clamp(n[0], Double.POSITIVE_INFINITY), VECTOR, SCALAR),
                    each("cos", Math::cos),
                    each("cosh", Math::cosh),
                    range("count_over_time", Window::size, Histograms.COUNTED),
                    date("day_of_month", Moment::day),
                    date("day_of_week", Moment::weekday),
                    date("day_of_year", Moment::dayOfYear),
                    date("days_in_month", Moment::daysInMonth),
                    each("deg", value -> value * 180 / Math.PI),
                    rate("delta", window -> Rates.extrapolated(window, false, false)),
                    range("deriv", (window, none) -> Regression.slope(window), Histograms.IGNORED, MATRIX),
                    Function.of("double_exponential_smoothing", EXPERIMENTAL),
                    Function.of("end", EXPERIMENTAL),
                    each("exp", Math::exp),
                    range("first_over_time", window -> window.value(0), Histograms.OLDEST, Trait.KEEPS_NAME),
                    each("floor", Math::floor),
                    Function.of("histogram_avg", NATIVE),
                    Function.of("histogram_count", NATIVE),
                    Function.of(
                            "histogram_fraction",
                            new OfBuckets((buckets, n) -> Buckets.plain(buckets.fraction(n[0], n[1]))),
                            SCALAR,
                            SCALAR,
                            VECTOR),
                    Function.of(
                                    "histogram_quantile",
                                    new OfBuckets((buckets, n) -> buckets.quantile(n[0])),
                                    SCALAR,
                                    VECTOR)
                            .withQuantile(),
                    Function.of("histogram_quantiles", EXPERIMENTAL),
                    Function.of("histogram_stddev", NATIVE),
                    Function.of("histogram_stdvar", NATIVE),
                    Function.of("histogram_sum", NATIVE),
                    date("hour", Moment::hour),
                    rate("idelta", window -> Rates.instant(window, false)),
                    rate("increase", window -> Rates.extrapolated(window, true, false), Trait.FOR_COUNTERS),
                    Function.of("info", EXPERIMENTAL),
                    rate("irate", window -> Rates.instant(window, true)),
                    Function.of("label_join", new OfLabels(LabelFunctions::join), VECTOR, STRING, STRING, STRING)
                            .withOptional(Function.REPEATED),
                    Function.of(
                            "label_replace",
                            new OfLabels(LabelFunctions::replace),
                            VECTOR,
                            STRING,
                            STRING,
                            STRING,
                            STRING),
                    range("last_over_time", Window::last, Histograms.NEWEST, Trait.KEEPS_NAME),
                    each("ln", Math::log),
                    each("log10", Math::log10),
                    each("log2", Arithmetic::log2),
                    Function.of("mad_over_time", EXPERIMENTAL),
                    Function.of("max_of", EXPERIMENTAL),
                    range("max_over_time", Ranges::greatest, Histograms.IGNORED),
                    Function.of("min_of", EXPERIMENTAL),
                    range("min_over_time", Ranges::least, Histograms.IGNORED),
                    date("minute", Moment::minute),
                    date("month", Moment::month),
                    Function.of("pi", new OfTime(time -> Math.PI)),
                    range(
                            "predict_linear",
                            (window, n) -> Regression.predict(window, n[0]),
                            Histograms.IGNORED,
                            MATRIX,
                            SCALAR),
                    range("present_over_time", window -> 1, Histograms.PRESENT),
                    range(
                                    "quantile_over_time",
                                    (window, n) -> OptionalDouble.of(Quantiles.of(n[0], window.values())),
                                    Histograms.IGNORED,
                                    SCALAR,
                                    MATRIX)
                            .withQuantile(),
                    each("rad", value -> value * Math.PI / 180),
                    Function.of("range", EXPERIMENTAL),
                    rate("rate", window -> Rates.extrapolated(window, true, true), Trait.FOR_COUNTERS),
                    range("resets", Ranges::resets, Histograms.MIXED),
                    with("round", n -> Arithmetic.round(n.length > 0 ? n[0] : 1), VECTOR, SCALAR)
                            .withOptional(1),
                    Function.of("scalar", OfPlan.SCALAR, VECTOR),
                    each("sgn", value -> value < 0 ? -1 : value > 0 ? 1 : value),
                    each("sin", Math::sin),
                    each("sinh", Math::sinh),
                    Function.of("sort", new Sorting(Comparator.naturalOrder()), VECTOR),
                    Function.of("sort_by_label", EXPERIMENTAL),
                    Function.of("sort_by_label_desc", EXPERIMENTAL),
                    Function.of("sort_desc", new Sorting(Comparator.reverseOrder()), VECTOR),
                    each("sqrt", Math::sqrt),
                    Function.of("start", EXPERIMENTAL),
                    Function.of("start_timestamp", EXPERIMENTAL),
                    range("stddev_over_time", window -> Math.sqrt(Ranges.variance(window)), Histograms.IGNORED),
                    range("stdvar_over_time", Ranges::variance, Histograms.IGNORED),
                    Function.of("step", EXPERIMENTAL),
                    range("sum_over_time", Ranges::sum, Histograms.NEEDED),
                    each("tan", Math::tan),
                    each("tanh", Math::tanh),
                    Function.of("time", new OfTime(seconds -> seconds)),
                    Function.of("timestamp", OfPlan.TIMESTAMP, VECTOR),
                    Function.of("ts_of_first_over_time", EXPERIMENTAL),
                    Function.of("ts_of_last_over_time", EXPERIMENTAL),
                    Function.of("ts_of_max_over_time", EXPERIMENTAL),
                    Function.of("ts_of_min_over_time", EXPERIMENTAL),
                    Function.of("vector", OfPlan.VECTOR, SCALAR),
                    date("year", Moment::year))
            .collect(Collectors.toUnmodifiableMap(Function::name, function -> function));

    private Functions() {}

    public static Optional<Function> find(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /** The names of the functions that the engine evaluates. */
    public static SortedSet<String> supported() {
        return TABLE.values().stream()
                .filter(function -> !(function.behaviour() instanceof Refused))
                .map(Function::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Function each(String name, DoubleUnaryOperator change) {
        return with(name, none -> Optional.of(change), VECTOR);
    }

    private static Function with(String name, Change change, ValueType... parameters) {
        return Function.of(name, new OfEach(change), parameters);
    }

    private static Function date(String name, ToDoubleFunction<Moment> part) {
        var ofSeconds = new OfDate(
                seconds -> Moment.of(seconds).map(part::applyAsDouble).orElse(Double.NaN));
        return Function.of(name, ofSeconds, VECTOR).withOptional(1);
    }

    private static Function range(
            String name, ToDoubleFunction<Window> result, Histograms histograms, Trait... traits) {
        OnRange onRange = (window, none) -> OptionalDouble.of(result.applyAsDouble(window));
        return Function.of(name, new OfRange(onRange, histograms, List.of(traits)), MATRIX);
    }

    private static Function range(String name, OnRange onRange, Histograms histograms, ValueType... parameters) {
        return Function.of(name, new OfRange(onRange, histograms, List.of()), parameters);
    }

    private static Function rate(
            String name, java.util.function.Function<Window, OptionalDouble> result, Trait... traits) {
        return Function.of(
                name,
                new OfRange((window, none) -> result.apply(window), Histograms.TWO_NEEDED, List.of(traits)),
                MATRIX);
    }
}
