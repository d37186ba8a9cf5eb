package dev.sloconsole.prometheus.promql.engine;

import dev.sloconsole.prometheus.promql.engine.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.functions.Window;
import dev.sloconsole.prometheus.promql.parser.BinaryOp;
import dev.sloconsole.prometheus.promql.parser.Span;
import dev.sloconsole.prometheus.series.HistogramMarker;
import dev.sloconsole.prometheus.series.Labels;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What PromQL does with native histograms as long as it does not look into them: they are counted, passed on, left out
 * with a remark. Whatever needs their content is refused.
 */
final class NativeHistograms {

    private NativeHistograms() {}

    static boolean is(Sample sample) {
        return HistogramMarker.isHistogram(sample.value());
    }

    static QueryStopped notSupported(String what, Labels labels) {
        return QueryStopped.because("native histograms are not supported: " + what + " " + labels);
    }

    /** Refuses a result that would have to show a histogram. */
    static void refuseIn(Sample sample) {
        if (is(sample)) {
            throw notSupported("the result has the histogram", sample.labels());
        }
    }

    /** Whether both operands are plain numbers; if not, says what Prometheus says of an impossible operation. */
    static boolean areNumbers(
            Annotations annotations, BinaryOp op, double left, double right, Labels labels, Span span) {
        boolean leftHistogram = HistogramMarker.isHistogram(left);
        boolean rightHistogram = HistogramMarker.isHistogram(right);
        if (!leftHistogram && !rightHistogram) {
            return true;
        }
        boolean possible =
                switch (op) {
                    case MULTIPLY -> leftHistogram != rightHistogram;
                    case DIVIDE -> leftHistogram && !rightHistogram;
                    case ADD, SUBTRACT, EQUAL, NOT_EQUAL -> leftHistogram && rightHistogram;
                    default -> false;
                };
        if (possible) {
            throw notSupported("operator \"" + op + "\" was given", labels);
        }
        annotations.incompatibleTypes(op, type(leftHistogram), type(rightHistogram), span);
        return false;
    }

    private static String type(boolean histogram) {
        return histogram ? "histogram" : "float";
    }

    /** A range function's result where there are histograms in the range. */
    static OptionalDouble overRange(
            Annotations annotations,
            String function,
            SeriesWindow series,
            Window histograms,
            Span span,
            Optional<OptionalDouble> ofNumbers) {
        var numbers = series.window();
        var metric = series.labels().get(Labels.NAME);
        switch (function) {
            case "count_over_time" -> {
                return OptionalDouble.of(numbers.size() + histograms.size());
            }
            case "present_over_time", "absent_over_time" -> {
                return OptionalDouble.of(1);
            }
            case "last_over_time" -> {
                return ofNumbers.isEmpty() || histograms.lastTimestamp() >= numbers.lastTimestamp()
                        ? OptionalDouble.of(HistogramMarker.VALUE)
                        : ofNumbers.get();
            }
            case "first_over_time" -> {
                return ofNumbers.isEmpty() || histograms.timestamp(0) <= numbers.timestamp(0)
                        ? OptionalDouble.of(HistogramMarker.VALUE)
                        : ofNumbers.get();
            }
            case "min_over_time", "max_over_time", "stddev_over_time", "stdvar_over_time", "quantile_over_time",
                    "deriv", "predict_linear" -> {
                if (ofNumbers.isPresent()) {
                    annotations.histogramIgnoredInRange(metric, span);
                }
                return ofNumbers.orElse(OptionalDouble.empty());
            }
            case "rate", "increase", "delta", "irate", "idelta", "sum_over_time", "avg_over_time" -> {
                if (ofNumbers.isPresent()) {
                    annotations.mixedRange(metric, span);
                    return OptionalDouble.empty();
                }
                boolean needsTwo = !function.endsWith("_over_time");
                if (needsTwo && histograms.size() < 2) {
                    return OptionalDouble.empty();
                }
                throw notSupported(function + "() was given", series.labels());
            }
            default -> throw notSupported(function + "() was given", series.labels());
        }
    }
}
