package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.config.PromDuration;
import dev.sloconsole.prometheus.scrape.GoFloat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request's parameters, of its address and of its form. */
final class Parameters {

    /** The ends of the range of times that client libraries ask for when they mean all; no other parser reads them. */
    private static final Map<String, Long> BOUNDS = Map.of(
            "-292273086-05-16T16:47:06Z",
            (Long.MIN_VALUE / 1000 + 62_135_596_801L) * 1000,
            "292277025-08-18T07:12:54.999999999Z",
            (Long.MAX_VALUE / 1000 - 62_135_596_801L) * 1000 + 999);

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)");

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private Optional<String> malformed = Optional.empty();

    /** Parameters from texts such as {@code a=1&b=2}; as in Go, what cannot be read is left out. */
    Parameters(String... encoded) {
        for (String text : encoded) {
            for (String pair : text.split("&")) {
                if (pair.indexOf(';') >= 0) {
                    malformed = Optional.of("invalid semicolon separator in query");
                } else if (!pair.isEmpty()) {
                    add(pair);
                }
            }
        }
    }

    /** With the values of a form, which come first. */
    Parameters withFirst(Map<String, List<String>> form) {
        form.forEach((name, formValues) ->
                values.computeIfAbsent(name, n -> new ArrayList<>()).addAll(0, formValues));
        return this;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        try {
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        } catch (IllegalArgumentException e) {
            malformed = Optional.of("invalid URL escape in \"" + pair + "\"");
        }
    }

    /** Refuses a request of which a part could not be read. */
    void requireWellFormed() throws ApiError {
        if (malformed.isPresent()) {
            throw ApiError.badData("error parsing form values: " + malformed.get());
        }
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value that is not empty. */
    Optional<String> get(String name) {
        return all(name).stream().findFirst().filter(v -> !v.isEmpty());
    }

    String text(String name) {
        return get(name).orElse("");
    }

    /** A moment in milliseconds since the epoch: seconds with decimals, or RFC 3339. */
    Optional<Long> time(String name) throws ApiError {
        Optional<String> text = get(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> millis = parseTime(text.get());
        if (millis.isEmpty()) {
            throw ApiError.invalid(name, "invalid time value for '" + name + "': " + noTime(text.get()));
        }
        return millis;
    }

    long requiredTime(String name) throws ApiError {
        return parseTime(text(name)).orElseThrow(() -> ApiError.invalid(name, noTime(text(name))));
    }

    private static String noTime(String text) {
        return "cannot parse \"" + text + "\" to a valid timestamp";
    }

    private static Optional<Long> parseTime(String text) {
        Optional<Double> number = number(text);
        if (number.isPresent()) {
            // The milliseconds are rounded by themselves, half away from zero: 1.0005 is a bit less than that.
            double seconds = number.get() < 0 ? Math.ceil(number.get()) : Math.floor(number.get());
            double rest = (number.get() - seconds) * 1000;
            double millis = seconds * 1000 + Math.copySign(Math.floor(Math.abs(rest) + 0.5), rest);
            return Math.abs(millis) < 9.2e18 ? Optional.of((long) millis) : Optional.empty();
        }
        if (RFC_3339.matcher(text).matches()) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
            } catch (DateTimeParseException | ArithmeticException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(BOUNDS.get(text));
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(GoFloat.parse(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A duration: seconds with decimals, or Prometheus's notation. */
    Optional<Duration> duration(String name) throws ApiError {
        Optional<String> text = get(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parseDuration(text.get()));
        } catch (IllegalArgumentException e) {
            throw name.equals("lookback_delta")
                    ? ApiError.badData("error parsing lookback delta duration: " + e.getMessage())
                    : ApiError.invalid(name, String.valueOf(e.getMessage()));
        }
    }

    Duration requiredDuration(String name) throws ApiError {
        try {
            return parseDuration(text(name));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(name, String.valueOf(e.getMessage()));
        }
    }

    private static Duration parseDuration(String text) {
        Optional<Double> seconds = number(text);
        if (seconds.isPresent()) {
            double nanos = seconds.get() * 1e9;
            if (nanos > Long.MAX_VALUE || nanos < Long.MIN_VALUE) {
                throw new IllegalArgumentException(
                        "cannot parse \"" + text + "\" to a valid duration. It overflows int64");
            }
            return Duration.ofNanos((long) nanos);
        }
        return PromDuration.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("cannot parse \"" + text + "\" to a valid duration"));
    }

    /** The most entries to answer with; 0 for no limit. */
    int limit() throws ApiError {
        String text = text("limit");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit < 0) {
                throw ApiError.invalid("limit", "limit must be non-negative");
            }
            return limit;
        } catch (NumberFormatException e) {
            boolean whole = text.matches("[+-]?\\d+");
            throw ApiError.invalid(
                    "limit",
                    "strconv.Atoi: parsing \"" + text + "\": " + (whole ? "value out of range" : "invalid syntax"));
        }
    }

    /** A number that may be absent, where Prometheus only asks for a number; -1 for none. */
    int count(String name) throws ApiError {
        String text = text(name);
        if (text.isEmpty()) {
            return -1;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiError.badData(name + " must be a number");
        }
    }
}
