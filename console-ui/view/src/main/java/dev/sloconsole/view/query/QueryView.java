package dev.sloconsole.view.query;

import dev.sloconsole.prometheus.promql.PromValue;
import dev.sloconsole.prometheus.promql.QueryResult.Rejected;
import dev.sloconsole.prometheus.promql.QueryResult.Value;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.Series;
import dev.sloconsole.view.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An answer as it is shown.
 *
 * @param headline such as {@code 3 series at 21:07}
 * @param stale such as {@code as of 21:07}, where the moment that is shown is another one by now
 * @param refusal Prometheus's words, with the query and a sign under the place above them where they tell one
 */
public record QueryView(
        String headline, Optional<String> stale, Optional<String> refusal, List<String> notes, List<Row> rows) {

    /** One line of the result. */
    public record Row(String labels, String value) {}

    /** More lines than this help nobody in a class. */
    public static final int MOST_ROWS = 200;

    private static final Duration FRESH = Duration.ofMillis(1500);
    private static final Pattern POSITION = Pattern.compile("(?:.*?)(\\d+):(\\d+): .*", Pattern.DOTALL);

    public QueryView {
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /** An answer, seen at a moment of the session. */
    public static QueryView from(Answer answer, Duration now) {
        var question = answer.question();
        var when = Written.shortClock(question.at());
        boolean old = question.at().minus(now).abs().compareTo(FRESH) > 0;
        var stale = old ? Optional.of("as of " + when) : Optional.<String>empty();
        return switch (answer.result()) {
            case Rejected(var kind, var message) ->
                new QueryView("Refused", stale, Optional.of(pointed(question.query(), message)), List.of(), List.of());
            case Value(var value, var warnings, var infos) -> {
                var rows = rows(value);
                var notes = new ArrayList<>(warnings);
                notes.addAll(infos);
                if (rows.size() > MOST_ROWS) {
                    notes.add("Only the first " + MOST_ROWS + " of " + Written.count(rows.size())
                            + " are shown. Narrow the query, for instance with topk or sum by.");
                }
                if (rows.isEmpty()) {
                    notes.add(
                            "No data: nothing that was recorded up to " + when + " answers this query. That is not 0.");
                }
                yield new QueryView(
                        headline(value, rows.size()) + " at " + when,
                        stale,
                        Optional.empty(),
                        notes,
                        rows.subList(0, Math.min(rows.size(), MOST_ROWS)));
            }
        };
    }

    private static String headline(PromValue value, int rows) {
        return switch (value) {
            case PromValue.Scalar s -> "A scalar";
            case PromValue.Text t -> "A string";
            case PromValue.Vector v -> rows == 1 ? "1 result" : Written.count(rows) + " results";
            case PromValue.Matrix m -> rows == 1 ? "1 series" : Written.count(rows) + " series";
        };
    }

    private static List<Row> rows(PromValue value) {
        return switch (value) {
            case PromValue.Scalar(var at, var number) -> List.of(new Row("scalar", Written.number(number)));
            case PromValue.Text(var at, var text) -> List.of(new Row("string", text));
            case PromValue.Vector(var samples) ->
                samples.stream()
                        .map(s -> new Row(words(s.labels()), Written.number(s.value())))
                        .toList();
            case PromValue.Matrix(var series) ->
                series.stream().map(s -> new Row(words(s.labels()), samples(s))).toList();
        };
    }

    private static String samples(Series series) {
        int n = series.size();
        return Written.count(n)
                + (n == 1 ? " sample" : " samples")
                + (n == 0 ? "" : ", last " + Written.number(series.value(n - 1)));
    }

    /** Labels as Prometheus writes them; {@code {}} where there are none. */
    static String words(Labels labels) {
        var text = new StringBuilder(labels.get(Labels.NAME));
        var parts = new ArrayList<String>();
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.name(i).equals(Labels.NAME)) {
                parts.add(labels.name(i) + "=\"" + labels.value(i) + "\"");
            }
        }
        if (!parts.isEmpty() || text.isEmpty()) {
            text.append('{').append(String.join(", ", parts)).append('}');
        }
        return text.toString();
    }

    /** The query with a sign under the place that the message names, and the message below. */
    private static String pointed(String query, String message) {
        var place = POSITION.matcher(message);
        if (!place.matches()) {
            return message;
        }
        var lines = query.lines().toList();
        int line = Integer.parseInt(place.group(1));
        int column = Integer.parseInt(place.group(2));
        if (line < 1 || line > lines.size() || column < 1) {
            return message;
        }
        return lines.get(line - 1) + "\n" + " ".repeat(column - 1) + "▲\n" + message;
    }
}
