package dev.sloconsole.prometheus.scrape;

/**
 * Reads the text format 0.0.4 and OpenMetrics 1.0 line by line. A sample's series is handed on as the text it was, for
 * a target repeats itself at every scrape and the caller knows most series already.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus: exposition formats</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
public final class ExpositionParser {

    /** The timestamp of a sample that has none of its own. */
    public static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private final String body;
    private final boolean openMetrics;
    private final Sink sink;
    private int lineNumber;

    /** What takes the parsed lines. */
    public interface Sink {

        /**
         * A sample.
         *
         * @param series as written, with its braces
         * @param timestampMillis since the epoch, or {@link #NO_TIMESTAMP}
         */
        void sample(String series, long timestampMillis, double value) throws MalformedExposition;

        /**
         * A word about a metric family.
         *
         * @param kind TYPE, HELP or UNIT
         */
        default void metadata(String kind, String family, String text) {}
    }

    private ExpositionParser(String body, ExpositionFormat format, Sink sink) {
        this.body = body;
        this.openMetrics = format == ExpositionFormat.OPEN_METRICS;
        this.sink = sink;
    }

    /** Reads a whole body; what came before a malformed line was handed on already. */
    public static void parse(String body, ExpositionFormat format, Sink sink) throws MalformedExposition {
        new ExpositionParser(body, format, sink).all();
    }

    private void all() throws MalformedExposition {
        boolean ended = false;
        int at = 0;
        while (at < body.length()) {
            lineNumber++;
            int end = lineEnd(at);
            if (ended) {
                throw malformed("unexpected data after # EOF", at, end);
            }
            int start = openMetrics ? at : skipBlanks(at, end);
            if (start < end) {
                if (body.charAt(start) == '#') {
                    ended = comment(start, end);
                } else {
                    end = sample(start, end);
                }
            } else if (openMetrics) {
                throw malformed("blank line", at, end);
            }
            at = end + 1;
        }
        if (openMetrics && !ended) {
            throw new MalformedExposition("data does not end with # EOF");
        }
    }

    private int lineEnd(int from) {
        int newline = body.indexOf('\n', from);
        return newline < 0 ? body.length() : newline;
    }

    /** A line that starts with #; true for the one that ends an OpenMetrics body. */
    private boolean comment(int start, int end) throws MalformedExposition {
        if (openMetrics && end - start == 5 && body.startsWith("# EOF", start)) {
            return true;
        }
        int kindStart = gap(start + 1, end);
        int kindEnd = wordEnd(kindStart, end);
        String kind = body.substring(kindStart, kindEnd);
        boolean known = kind.equals("TYPE") || kind.equals("HELP") || (openMetrics && kind.equals("UNIT"));
        if (kindStart == start + 1 || kindEnd == end || !known) {
            if (openMetrics) {
                throw malformed("expected # TYPE, # HELP, # UNIT or # EOF", start, end);
            }
            // In the text format it is then a comment like any other.
            return false;
        }
        int nameStart = gap(kindEnd, end);
        boolean quoted = nameStart < end && body.charAt(nameStart) == '"';
        int nameEnd = quoted ? quoteEnd(nameStart, end) : SeriesText.nameEnd(body, nameStart, end);
        if (nameStart == nameEnd) {
            throw malformed("expected metric name after " + kind, start, end);
        }
        if (openMetrics && (nameEnd >= end || body.charAt(nameEnd) != ' ')) {
            throw malformed("expected text in " + kind, start, end);
        }
        String name = body.substring(nameStart, nameEnd);
        if (quoted && name.length() > 1) {
            name = name.substring(1, name.length() - 1);
        }
        int textStart = Math.min(end, nameEnd + 1);
        String text = body.substring(textStart, end);
        if (kind.equals("TYPE")) {
            text = type(text, start, end);
        } else if (kind.equals("HELP") && text.indexOf('\\') >= 0) {
            text = unescape(text, openMetrics);
        }
        if (kind.equals("UNIT") && !text.isEmpty() && !name.endsWith("_" + text)) {
            throw malformed(
                    "unit \"" + shorten(text) + "\" not a suffix of metric \"" + shorten(name) + "\"", start, end);
        }
        sink.metadata(kind, name, text);
        return false;
    }

    private String type(String type, int start, int end) throws MalformedExposition {
        return switch (type) {
            case "counter", "gauge", "histogram", "summary" -> type;
            case "untyped" -> {
                if (openMetrics) {
                    throw malformed("invalid metric type \"untyped\"", start, end);
                }
                yield "unknown";
            }
            case "unknown", "info", "stateset", "gaugehistogram" -> {
                if (!openMetrics) {
                    throw malformed("invalid metric type \"" + type + "\"", start, end);
                }
                yield type;
            }
            default -> throw malformed("invalid metric type \"" + shorten(type) + "\"", start, end);
        };
    }

    /** A line with a sample; answers where it ends, for in the text format a label's value may hold a line break. */
    private int sample(int start, int firstEnd) throws MalformedExposition {
        int seriesEnd = SeriesText.end(body, start, firstEnd);
        if (!openMetrics && seriesEnd == firstEnd && body.charAt(seriesEnd - 1) != '}') {
            int further = SeriesText.end(body, start, body.length());
            seriesEnd = further < body.length() ? further : firstEnd;
        }
        int end = seriesEnd <= firstEnd ? firstEnd : lineEnd(seriesEnd);
        String series = body.substring(start, seriesEnd);
        lineNumber += (int) series.chars().filter(c -> c == '\n').count();
        int valueStart = gap(seriesEnd, end);
        int valueEnd = wordEnd(valueStart, end);
        if (openMetrics) {
            strict(series, start, end);
        }
        boolean apart = valueStart > seriesEnd || (!openMetrics && body.charAt(seriesEnd - 1) == '}');
        if (valueStart == valueEnd || !apart) {
            throw malformed("expected value after metric", start, end);
        }
        double value = number(valueStart, valueEnd, "value", start, end);
        int next = gap(valueEnd, end);
        if (openMetrics && next == end && valueEnd < end) {
            throw malformed("expected timestamp or # symbol", start, end);
        }
        long timestamp = NO_TIMESTAMP;
        if (next < end && body.charAt(next) != '#') {
            int timestampEnd = wordEnd(next, end);
            timestamp = timestamp(next, timestampEnd, start, end);
            next = gap(timestampEnd, end);
        }
        if (next < end) {
            if (!openMetrics || !body.startsWith("# {", next)) {
                throw malformed("expected next entry after value", start, end);
            }
            exemplar(next + 2, start, end);
        }
        try {
            sink.sample(series, timestamp, value);
        } catch (MalformedExposition e) {
            throw new MalformedExposition("line " + lineNumber + ": " + e.text());
        }
        return end;
    }

    private long timestamp(int from, int to, int start, int end) throws MalformedExposition {
        if (openMetrics) {
            return (long) (seconds(from, to, "timestamp", start, end) * 1000);
        }
        try {
            if (body.charAt(from) < '0') {
                throw new NumberFormatException("not digits alone");
            }
            return Long.parseLong(body, from, to, 10);
        } catch (NumberFormatException e) {
            throw malformed("expected timestamp, got \"" + shorten(body.substring(from, to)) + "\"", start, end);
        }
    }

    private double seconds(int from, int to, String what, int start, int end) throws MalformedExposition {
        double seconds = number(from, to, what, start, end);
        if (!Double.isFinite(seconds)) {
            throw malformed("invalid " + what + " " + seconds, start, end);
        }
        return seconds;
    }

    /** Checks an exemplar, which is not kept: {@code {labels} value [timestamp]}. */
    private void exemplar(int braces, int start, int end) throws MalformedExposition {
        int bracesEnd = SeriesText.end(body, braces, end);
        String labels = body.substring(braces, bracesEnd);
        strict(labels, start, end);
        try {
            // Its labels are those of a series whose name is known.
            SeriesText.parse("exemplar" + labels);
        } catch (MalformedExposition e) {
            throw malformed("expected exemplar labels", start, end);
        }
        int valueStart = gap(bracesEnd, end);
        int valueEnd = wordEnd(valueStart, end);
        if (valueStart == bracesEnd || valueStart == valueEnd) {
            throw malformed("expected value after exemplar labels", start, end);
        }
        number(valueStart, valueEnd, "exemplar value", start, end);
        if (valueEnd < end) {
            seconds(gap(valueEnd, end), end, "exemplar timestamp", start, end);
        }
    }

    /** OpenMetrics has no blanks outside of the quotes of a series. */
    private void strict(String series, int start, int end) throws MalformedExposition {
        boolean quoted = false;
        for (int i = 0; i < series.length(); i++) {
            char c = series.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
                if (!quoted && i + 1 < series.length() && ",}=".indexOf(series.charAt(i + 1)) < 0) {
                    throw malformed("expected comma or brace close, got \"" + series.charAt(i + 1) + "\"", start, end);
                }
            } else if (!quoted && (c == ' ' || c == '\t')) {
                throw malformed("expected label name, got \"" + c + "\"", start, end);
            }
        }
    }

    private double number(int from, int to, String what, int start, int end) throws MalformedExposition {
        String text = body.substring(from, to);
        try {
            return GoFloat.parse(text);
        } catch (NumberFormatException e) {
            throw malformed("expected " + what + ", got \"" + shorten(text) + "\"", start, end);
        }
    }

    /** Where the next word starts: behind all blanks, but in OpenMetrics behind one space only. */
    private int gap(int from, int end) {
        return openMetrics ? from < end && body.charAt(from) == ' ' ? from + 1 : from : skipBlanks(from, end);
    }

    private int skipBlanks(int from, int end) {
        int i = from;
        while (i < end && (body.charAt(i) == ' ' || body.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private int wordEnd(int from, int end) {
        int i = from;
        while (i < end && body.charAt(i) != ' ' && body.charAt(i) != '\t') {
            i++;
        }
        return i;
    }

    private int quoteEnd(int from, int end) {
        int i = from + 1;
        while (i < end && body.charAt(i) != '"') {
            i += body.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(end, i + 1);
    }

    private static String unescape(String text, boolean quotes) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                switch (next) {
                    case 'n' -> plain.append('\n');
                    case '\\' -> plain.append(next);
                    case '"' -> plain.append(quotes ? "" : "\\").append(next);
                    default -> plain.append(c).append(next);
                }
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private MalformedExposition malformed(String what, int start, int end) {
        return new MalformedExposition(
                "line " + lineNumber + ": " + what + " while parsing: \"" + shorten(body.substring(start, end)) + "\"");
    }

    private static String shorten(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
