package dev.sloconsole.prometheus.scrape;

import dev.sloconsole.prometheus.series.Labels;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A series as the exposition formats write it: {@code name{label="value",...}}, or since Prometheus 3
 * {@code {"any name",label="value"}}.
 */
final class SeriesText {

    private final String text;
    private int at;

    private SeriesText(String text) {
        this.text = text;
    }

    /** The labels of a series, the name among them as {@code __name__}, and those that are exposed empty. */
    static SortedMap<String, String> parse(String text) throws MalformedExposition {
        return new SeriesText(text).labels();
    }

    /** Where the metric name that starts at {@code from} ends; there is none where it ends there too. */
    static int nameEnd(String body, int from, int lineEnd) {
        int i = from;
        while (i < lineEnd
                && (isNameStart(body.charAt(i)) || (i > from && body.charAt(i) >= '0' && body.charAt(i) <= '9'))) {
            i++;
        }
        return i;
    }

    /**
     * Where the series that starts at {@code from} ends: behind its braces, or its name where it has none; at the limit
     * where its braces do not end.
     */
    static int end(String body, int from, int limit) {
        int i = from;
        while (i < limit && "{ \t\n".indexOf(body.charAt(i)) < 0) {
            i++;
        }
        int name = i;
        while (i < limit && (body.charAt(i) == ' ' || body.charAt(i) == '\t')) {
            i++;
        }
        if (i >= limit || body.charAt(i) != '{') {
            return name;
        }
        boolean quoted = false;
        for (; i < limit; i++) {
            char c = body.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '}') {
                return i + 1;
            } else if (!quoted && c == '\n') {
                return i;
            }
        }
        return limit;
    }

    private SortedMap<String, String> labels() throws MalformedExposition {
        var labels = new TreeMap<String, String>();
        if (isNameStart(peek())) {
            labels.put(Labels.NAME, name(true));
        }
        skipBlanks();
        if (peek() == '{') {
            at++;
            skipBlanks();
            while (peek() != '}') {
                pair(labels);
                skipBlanks();
                // The text format does without commas; OpenMetrics was checked for them before.
                if (peek() == ',') {
                    at++;
                    skipBlanks();
                }
            }
            at++;
        }
        if (at != text.length()) {
            throw unexpected("the end of the series");
        }
        if (!labels.containsKey(Labels.NAME)) {
            throw new MalformedExposition("metric name not set while parsing: \"" + shown() + "\"");
        }
        return labels;
    }

    private void pair(TreeMap<String, String> labels) throws MalformedExposition {
        String name;
        if (peek() == '"') {
            name = quoted();
            skipBlanks();
            if (peek() == ',' || peek() == '}') {
                if (name.isEmpty() || labels.putIfAbsent(Labels.NAME, name) != null) {
                    throw new MalformedExposition("metric name already set while parsing: \"" + shown() + "\"");
                }
                return;
            }
        } else if (isNameStart(peek()) && peek() != ':') {
            name = name(false);
            skipBlanks();
        } else {
            throw unexpected("label name");
        }
        if (peek() != '=') {
            throw unexpected("equal");
        }
        at++;
        skipBlanks();
        if (peek() != '"') {
            throw unexpected("label value");
        }
        String value = quoted();
        if (name.isEmpty() || labels.putIfAbsent(name, value) != null) {
            throw new MalformedExposition("label \"" + name + "\" is not unique while parsing: \"" + shown() + "\"");
        }
    }

    private String name(boolean metric) {
        int start = at;
        while ((isNameStart(peek()) && (metric || peek() != ':')) || (peek() >= '0' && peek() <= '9')) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws MalformedExposition {
        int start = ++at;
        int simpleEnd = start;
        while (simpleEnd < text.length() && text.charAt(simpleEnd) != '"' && text.charAt(simpleEnd) != '\\') {
            simpleEnd++;
        }
        if (simpleEnd < text.length() && text.charAt(simpleEnd) == '"') {
            at = simpleEnd + 1;
            return text.substring(start, simpleEnd);
        }
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'n' -> value.append('\n');
                    case '"', '\\' -> value.append(escaped);
                    default -> value.append('\\').append(escaped);
                }
            } else {
                value.append(c);
            }
        }
        throw unexpected("closing quote");
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    }

    private MalformedExposition unexpected(String expected) {
        String found = at < text.length() ? "\"" + text.charAt(at) + "\"" : "end of line";
        return new MalformedExposition(
                "expected " + expected + ", got " + found + " while parsing: \"" + shown() + "\"");
    }

    private String shown() {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
