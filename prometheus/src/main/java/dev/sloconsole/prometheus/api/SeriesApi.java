package dev.sloconsole.prometheus.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sloconsole.prometheus.promql.parser.ParseException;
import dev.sloconsole.prometheus.promql.parser.Parser;
import dev.sloconsole.prometheus.series.LabelMatcher;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Lists of series, label names and label values. */
final class SeriesApi {

    private static final String NOTHING_ASKED = "match[] must contain at least one non-empty matcher";

    private final Supplier<SeriesReader> known;

    /** @param known series as of the moment of asking */
    SeriesApi(Supplier<SeriesReader> known) {
        this.known = known;
    }

    byte[] series(Parameters parameters) throws ApiError {
        parameters.requireWellFormed();
        if (parameters.all("match[]").isEmpty()) {
            throw ApiError.badData("no match[] parameter provided");
        }
        int limit = parameters.limit();
        Range range = range(parameters);
        List<List<LabelMatcher>> selectors;
        try {
            selectors = selectors(parameters);
        } catch (ApiError e) {
            throw ApiError.invalid("match[]", e.text());
        }
        return limited(matching(selectors, range), limit, Json::labels);
    }

    byte[] labelNames(Parameters parameters) throws ApiError {
        int limit = parameters.limit();
        Range range = range(parameters);
        var names = new TreeSet<String>();
        matching(selectors(parameters), range).forEach(labels -> labels.forEach((name, value) -> names.add(name)));
        return limited(names, limit, (json, name) -> json.writeString(name));
    }

    byte[] labelValues(String escaped, Parameters parameters) throws ApiError {
        String label = EscapedName.unescape(escaped);
        if (label.isEmpty()) {
            throw ApiError.badData("invalid label name: \"\"");
        }
        int limit = parameters.limit();
        Range range = range(parameters);
        var values = new TreeSet<String>();
        for (Labels labels : matching(selectors(parameters), range)) {
            if (!labels.get(label).isEmpty()) {
                values.add(labels.get(label));
            }
        }
        return limited(values, limit, (json, value) -> json.writeString(value));
    }

    private interface ItemWriter<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    private static <T> byte[] limited(Collection<T> items, int limit, ItemWriter<T> writer) {
        boolean truncated = limit > 0 && items.size() > limit;
        return Json.success(
                json -> {
                    json.writeStartArray();
                    for (T item : (Iterable<T>) items.stream().limit(truncated ? limit : items.size())::iterator) {
                        writer.write(json, item);
                    }
                    json.writeEndArray();
                },
                truncated ? List.of("results truncated due to limit") : List.of(),
                List.of());
    }

    private record Range(long startMillis, long endMillis) {}

    private static Range range(Parameters parameters) throws ApiError {
        return new Range(
                parameters.time("start").orElse(Long.MIN_VALUE / 2),
                parameters.time("end").orElse(Long.MAX_VALUE / 2));
    }

    /** The {@code match[]} parameters, each of which must ask for something. */
    static List<List<LabelMatcher>> selectors(Parameters parameters) throws ApiError {
        var selectors = parse(parameters);
        for (List<LabelMatcher> matchers : selectors) {
            if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
                throw ApiError.badData(NOTHING_ASKED);
            }
        }
        return selectors;
    }

    /** The {@code match[]} parameters as they are. */
    static List<List<LabelMatcher>> parse(Parameters parameters) throws ApiError {
        var selectors = new ArrayList<List<LabelMatcher>>();
        for (String selector : parameters.all("match[]")) {
            try {
                selectors.add(Parser.parseSelector(selector));
            } catch (ParseException e) {
                boolean empty = String.valueOf(e.getMessage()).startsWith("vector selector must contain");
                throw ApiError.badData(empty ? NOTHING_ASKED : e.describe(selector));
            }
        }
        return selectors;
    }

    /** The series that any of the selectors accepts; all of them where there is none. */
    private TreeSet<Labels> matching(List<List<LabelMatcher>> selectors, Range range) {
        SeriesReader series = known.get();
        var found = new TreeSet<Labels>();
        for (List<LabelMatcher> matchers : selectors.isEmpty() ? List.of(List.<LabelMatcher>of()) : selectors) {
            found.addAll(series.labels(matchers, range.startMillis() - 1, range.endMillis()));
        }
        return found;
    }
}
