package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.promql.Nodes.SeriesWindow;
import dev.sloconsole.prometheus.promql.functions.Behaviour.Histograms;
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
        boolean possible = switch (op) {
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
            Histograms behaviour,
            SeriesWindow series,
            Window histograms,
            Span span,
            Optional<OptionalDouble> ofNumbers) {
        var numbers = series.window();
        var metric = series.labels().get(Labels.NAME);
        return switch (behaviour) {
            case COUNTED -> OptionalDouble.of(numbers.size() + histograms.size());
            case PRESENT -> OptionalDouble.of(1);
            case NEWEST ->
                ofNumbers
                        .filter(number -> histograms.lastTimestamp() < numbers.lastTimestamp())
                        .orElse(OptionalDouble.of(HistogramMarker.VALUE));
            case OLDEST ->
                ofNumbers
                        .filter(number -> histograms.timestamp(0) > numbers.timestamp(0))
                        .orElse(OptionalDouble.of(HistogramMarker.VALUE));
            case IGNORED -> {
                if (ofNumbers.isPresent()) {
                    annotations.histogramIgnoredInRange(metric, span);
                }
                yield ofNumbers.orElse(OptionalDouble.empty());
            }
            case NEEDED, TWO_NEEDED -> {
                if (ofNumbers.isPresent()) {
                    annotations.mixedRange(metric, span);
                    yield OptionalDouble.empty();
                }
                if (behaviour == Histograms.TWO_NEEDED && histograms.size() < 2) {
                    yield OptionalDouble.empty();
                }
                throw notSupported(function + "() was given", series.labels());
            }
            case MIXED -> throw notSupported(function + "() was given", series.labels());
        };
    }
}
