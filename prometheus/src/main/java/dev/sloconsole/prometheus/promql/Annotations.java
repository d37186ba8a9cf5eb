package dev.sloconsole.prometheus.promql;

import dev.sloconsole.prometheus.golang.GoNumbers;
import dev.sloconsole.prometheus.golang.GoQuotes;
import dev.sloconsole.prometheus.promql.functions.Buckets.Forced;
import dev.sloconsole.prometheus.promql.parser.BinaryOp;
import dev.sloconsole.prometheus.promql.parser.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be said about a query's result: each thing once, in Prometheus's words, with its place in the query. */
final class Annotations {

    private final String query;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> infos = new LinkedHashSet<>();
    private final Map<String, Forcings> forcings = new LinkedHashMap<>();

    Annotations(String query) {
        this.query = query;
    }

    private record Forcings(Span span, Forced forced, long firstMillis, long lastMillis, int count) {
        Forcings with(Forced other, long millis) {
            return new Forcings(
                    span, forced.with(other), Math.min(firstMillis, millis), Math.max(lastMillis, millis), count + 1);
        }
    }

    void warn(String text, Span span) {
        warnings.add("PromQL warning: " + text + at(span));
    }

    void info(String text, Span span) {
        infos.add("PromQL info: " + text + at(span));
    }

    private String at(Span span) {
        return " (" + span.startIn(query) + ")";
    }

    void checkQuantile(double q, Span span) {
        if (!(q >= 0 && q <= 1)) {
            warn("quantile value should be between 0 and 1, got " + GoNumbers.general(q), span);
        }
    }

    void possiblyNoCounter(String metric, Span span) {
        info(
                "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                        + GoQuotes.quote(metric),
                span);
    }

    void badBucketLabel(String metric, String value, Span span) {
        var text = "bucket label \"le\" is missing or has a malformed value of " + GoQuotes.quote(value);
        warn(text + forMetric(metric), span);
    }

    void histogramIgnoredInAggregation(String aggregation, Span span) {
        info("ignored histogram in " + aggregation + " aggregation", span);
    }

    void histogramIgnoredInRange(String metric, Span span) {
        info(
                "ignored histograms in a range containing both floats and histograms for metric name "
                        + GoQuotes.quote(metric),
                span);
    }

    void mixedAggregation(Span span) {
        warn("encountered a mix of histograms and floats for aggregation", span);
    }

    void mixedHistograms(String metric, Span span) {
        warn("vector contains a mix of classic and native histograms" + forMetric(metric), span);
    }

    void mixedRange(String metric, Span span) {
        warn("encountered a mix of histograms and floats for metric name " + GoQuotes.quote(metric), span);
    }

    void incompatibleTypes(BinaryOp op, String left, String right, Span span) {
        info(
                "incompatible sample types encountered for binary operator " + GoQuotes.quote(op.symbol()) + ": " + left
                        + " " + op + " " + right,
                span);
    }

    void sortInRangeQuery(Span span) {
        warn("sort is ineffective for range queries since results are always ordered by labels", span);
    }

    void forcedMonotonic(String metric, Span span, long timeMillis, Forced forced) {
        var text = "input to histogram_quantile needed to be fixed for monotonicity (see"
                + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
                + forMetric(metric);
        var first = new Forcings(span, forced, timeMillis, timeMillis, 1);
        forcings.merge(text, first, (known, unused) -> known.with(forced, timeMillis));
    }

    private static String forMetric(String metric) {
        return metric.isEmpty() ? "" : " for metric name " + GoQuotes.quote(metric);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    List<String> infos() {
        var all = new ArrayList<>(infos);
        forcings.forEach((text, forcing) -> all.add("PromQL info: " + text + ", from buckets "
                + GoNumbers.general(forcing.forced.lowestBound()) + " to "
                + GoNumbers.general(forcing.forced.highestBound()) + ", with a max diff of "
                + GoNumbers.rounded(forcing.forced.greatestDifference(), 2) + ", over " + forcing.count
                + " samples from " + second(forcing.firstMillis) + " to " + second(forcing.lastMillis)
                + at(forcing.span)));
        return all;
    }

    private static String second(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
