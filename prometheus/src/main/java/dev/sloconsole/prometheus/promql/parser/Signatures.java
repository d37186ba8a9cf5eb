package dev.sloconsole.prometheus.promql.parser;

import static dev.sloconsole.prometheus.promql.parser.ValueType.MATRIX;
import static dev.sloconsole.prometheus.promql.parser.ValueType.SCALAR;
import static dev.sloconsole.prometheus.promql.parser.ValueType.STRING;
import static dev.sloconsole.prometheus.promql.parser.ValueType.VECTOR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of all functions of Prometheus 3, those among them that the engine refuses.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/">Prometheus: functions</a>
 */
public final class Signatures {

    private static final String EXPERIMENTAL = "is experimental and not enabled";
    private static final String NATIVE = "works on native histograms, which are not supported";

    private static final Map<String, Signature> TABLE = table();

    private Signatures() {}

    static Optional<Signature> find(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /** The names of the functions that the engine evaluates. */
    public static SortedSet<String> supported() {
        return TABLE.values().stream()
                .filter(signature -> signature.unsupported().isEmpty())
                .map(Signature::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Signature> table() {
        var all = new ArrayList<Signature>();
        for (var name : List.of(
                "abs", "absent", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp",
                "floor", "ln", "log10", "log2", "rad", "sgn", "sin", "sinh", "sort", "sort_desc", "sqrt", "tan",
                "tanh", "timestamp")) {
            all.add(Signature.of(name, VECTOR, VECTOR));
        }
        for (var name : List.of(
                "days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year")) {
            all.add(Signature.of(name, VECTOR, VECTOR).withOptional(1));
        }
        for (var name : List.of(
                "absent_over_time", "avg_over_time", "changes", "count_over_time", "delta", "deriv", "first_over_time",
                "idelta", "increase", "irate", "last_over_time", "max_over_time", "min_over_time", "present_over_time",
                "rate", "resets", "stddev_over_time", "stdvar_over_time", "sum_over_time")) {
            all.add(Signature.of(name, VECTOR, MATRIX));
        }
        all.add(Signature.of("clamp", VECTOR, VECTOR, SCALAR, SCALAR));
        all.add(Signature.of("clamp_max", VECTOR, VECTOR, SCALAR));
        all.add(Signature.of("clamp_min", VECTOR, VECTOR, SCALAR));
        all.add(Signature.of("histogram_fraction", VECTOR, SCALAR, SCALAR, VECTOR));
        all.add(Signature.of("histogram_quantile", VECTOR, SCALAR, VECTOR));
        all.add(Signature.of("label_join", VECTOR, VECTOR, STRING, STRING, STRING)
                .withOptional(Signature.REPEATED));
        all.add(Signature.of("label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING));
        all.add(Signature.of("pi", SCALAR));
        all.add(Signature.of("predict_linear", VECTOR, MATRIX, SCALAR));
        all.add(Signature.of("quantile_over_time", VECTOR, SCALAR, MATRIX));
        all.add(Signature.of("round", VECTOR, VECTOR, SCALAR).withOptional(1));
        all.add(Signature.of("scalar", SCALAR, VECTOR));
        all.add(Signature.of("time", SCALAR));
        all.add(Signature.of("vector", VECTOR, SCALAR));
        unsupported(all);

        var table = new HashMap<String, Signature>();
        all.forEach(signature -> table.put(signature.name(), signature));
        return Map.copyOf(table);
    }

    private static void unsupported(List<Signature> all) {
        for (var name : List.of(
                "histogram_avg", "histogram_count", "histogram_stddev", "histogram_stdvar", "histogram_sum")) {
            all.add(Signature.of(name, VECTOR, VECTOR).unsupported(NATIVE));
        }
        for (var name : List.of(
                "mad_over_time", "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time",
                "ts_of_min_over_time")) {
            all.add(Signature.of(name, VECTOR, MATRIX).unsupported(EXPERIMENTAL));
        }
        for (var name : List.of("end", "range", "start", "step")) {
            all.add(Signature.of(name, SCALAR).unsupported(EXPERIMENTAL));
        }
        for (var name : List.of("max_of", "min_of")) {
            all.add(Signature.of(name, SCALAR, SCALAR, SCALAR).unsupported(EXPERIMENTAL));
        }
        for (var name : List.of("sort_by_label", "sort_by_label_desc")) {
            all.add(Signature.of(name, VECTOR, VECTOR, STRING)
                    .withOptional(Signature.REPEATED)
                    .unsupported(EXPERIMENTAL));
        }
        all.add(Signature.of("double_exponential_smoothing", VECTOR, MATRIX, SCALAR, SCALAR)
                .unsupported(EXPERIMENTAL));
        all.add(Signature.of("histogram_quantiles", VECTOR, VECTOR, STRING, SCALAR, SCALAR)
                .withOptional(9)
                .unsupported(EXPERIMENTAL));
        all.add(Signature.of("info", VECTOR, VECTOR, VECTOR).withOptional(1).unsupported(EXPERIMENTAL));
        all.add(Signature.of("start_timestamp", VECTOR, VECTOR).unsupported(EXPERIMENTAL));
    }
}
