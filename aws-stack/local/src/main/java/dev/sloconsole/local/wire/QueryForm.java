package dev.sloconsole.local.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a query request, and the flattened lists in them ({@code Tags.member.1.Key}). */
public record QueryForm(Map<String, String> fields) {

    /** Reads {@code application/x-www-form-urlencoded}; of a field given twice the first counts. */
    static QueryForm parse(String body) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            fields.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new QueryForm(fields);
    }

    /** A field that is there and not empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    public String required(String name) {
        return text(name)
                .orElseThrow(() -> new AwsError(
                        "ValidationError",
                        "1 validation error detected: Value null at '" + lowerFirst(name)
                                + "' failed to satisfy constraint: Member must not be null"));
    }

    public boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** The values of {@code prefix.1}, {@code prefix.2}, ... up to the first that is missing. */
    public List<String> list(String prefix) {
        var values = new ArrayList<String>();
        for (int i = 1; fields.containsKey(prefix + "." + i); i++) {
            values.add(fields.getOrDefault(prefix + "." + i, ""));
        }
        return values;
    }

    /** The fields below {@code prefix.1}, {@code prefix.2}, ..., each with the prefix taken off. */
    public List<QueryForm> structures(String prefix) {
        var structures = new ArrayList<QueryForm>();
        for (int i = 1; ; i++) {
            var start = prefix + "." + i + ".";
            var below = new LinkedHashMap<String, String>();
            fields.forEach((name, value) -> {
                if (name.startsWith(start)) {
                    below.put(name.substring(start.length()), value);
                }
            });
            if (below.isEmpty()) {
                return structures;
            }
            structures.add(new QueryForm(below));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsError("MalformedQueryString", "The query string contains a syntax error: " + e.getMessage());
        }
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
