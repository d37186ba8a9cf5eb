package dev.sloconsole.prometheus.api;

import dev.sloconsole.prometheus.config.PromDuration;
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

/** A request's parameters, of its address and of its form. */
final class Parameters {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Parameters from texts such as {@code a=1&b=2}. */
    Parameters(String... encoded) throws ApiError {
        for (String text : encoded) {
            for (String pair : text.split("&")) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                    String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
                }
            }
        }
    }

    private static String decode(String text) throws ApiError {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badData("error parsing form values: invalid URL escape in \"" + text + "\"");
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
        return text.isEmpty() ? Optional.empty() : Optional.of(parseTime(name, text.get()));
    }

    long requiredTime(String name) throws ApiError {
        return parseTime(name, text(name));
    }

    private static long parseTime(String name, String text) throws ApiError {
        try {
            double seconds = Double.parseDouble(text);
            double millis = seconds * 1000;
            if (Math.abs(millis) < 9.2e18) {
                return Math.round(millis);
            }
        } catch (NumberFormatException e) {
            try {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            } catch (DateTimeParseException | ArithmeticException notRfc3339) {
                // Reported below.
            }
        }
        throw ApiError.invalid(name, "cannot parse \"" + text + "\" to a valid timestamp");
    }

    /** A duration: seconds with decimals, or Prometheus's notation. */
    Optional<Duration> duration(String name) throws ApiError {
        Optional<String> text = get(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(parseDuration(name, text.get()));
    }

    Duration requiredDuration(String name) throws ApiError {
        return parseDuration(name, text(name));
    }

    private static Duration parseDuration(String name, String text) throws ApiError {
        try {
            double millis = Double.parseDouble(text) * 1000;
            if (Math.abs(millis) > 9.2e12 * 1000) {
                throw ApiError.invalid(name, "cannot parse \"" + text + "\" to a valid duration. It overflows int64");
            }
            return Duration.ofMillis(Math.round(millis));
        } catch (NumberFormatException e) {
            return PromDuration.parse(text).orElseThrow(
                    () -> ApiError.invalid(name, "cannot parse \"" + text + "\" to a valid duration"));
        }
    }

    /** The most entries to answer with; 0 for no limit. */
    int limit() throws ApiError {
        String text = text("limit");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a negative number.
        }
        throw ApiError.invalid("limit", "limit must be a non-negative number, not \"" + text + "\"");
    }
}
