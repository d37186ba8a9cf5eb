package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.TrafficPlan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data of one line while it is read. Every method says by a {@link DamagedLine} what is missing or wrong. */
record Data(JsonNode node) {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /** A line that does not say what its kind must say. */
    static final class DamagedLine extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Without a stack trace: a file may hold a million of them. */
        DamagedLine(String message) {
            super(message.length() <= 200 ? message : message.substring(0, 200) + "…", null, false, false);
        }
    }

    /** A word of a newer program, which makes its whole fact one that this program does not know. */
    static final class UnknownWord extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    String text(String name) {
        var value = field(name);
        if (!value.isTextual()) {
            throw new DamagedLine("\"" + name + "\" is not a text");
        }
        return value.textValue();
    }

    Optional<String> optional(String name) {
        return node.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    boolean has(String name) {
        return node.has(name);
    }

    int integer(String name) {
        var value = field(name);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new DamagedLine("\"" + name + "\" is not a whole number");
        }
        return value.intValue();
    }

    boolean truth(String name) {
        var value = field(name);
        if (!value.isBoolean()) {
            throw new DamagedLine("\"" + name + "\" is neither true nor false");
        }
        return value.booleanValue();
    }

    double number(String name) {
        return number(field(name), name);
    }

    static double number(JsonNode value, String name) {
        if (!value.isNumber()) {
            throw new DamagedLine("\"" + name + "\" is not a number");
        }
        double number = value.doubleValue();
        if (!Double.isFinite(number)) {
            throw new DamagedLine("\"" + name + "\" is greater than any number");
        }
        return number;
    }

    Duration duration(String name) {
        return duration(number(name));
    }

    static Duration duration(double seconds) {
        if (Math.abs(seconds) > 8e6) {
            throw new DamagedLine("a time of " + seconds + " seconds is no time of a class");
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (JsonNode each : array(name)) {
            if (!each.isTextual()) {
                throw new DamagedLine("\"" + name + "\" holds something that is not a text");
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    JsonNode array(String name) {
        var value = field(name);
        if (!value.isArray()) {
            throw new DamagedLine("\"" + name + "\" is not a list");
        }
        return value;
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        var text = text(name);
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return each;
            }
        }
        throw new DamagedLine("\"" + name + "\" is " + text + ", which is none that this program knows");
    }

    Action action() {
        return Action.ofWord(text("action")).orElseThrow(UnknownWord::new);
    }

    TrafficPlan plan() {
        try {
            return new TrafficPlan(
                    oneOf("mode", TrafficPlan.Mode.class), integer("ratePerSecond"), integer("failurePercent"));
        } catch (IllegalArgumentException e) {
            throw new DamagedLine(String.valueOf(e.getMessage()));
        }
    }

    RequestCounts counts() {
        return new RequestCounts(
                count("ok"),
                count("clientError"),
                count("serverError"),
                count("timeout"),
                count("refused"),
                count("dropped"));
    }

    /** More than any second of a class holds, and so little that a journal full of them can still be summed up. */
    private static final long MAX_COUNT = 1_000_000_000_000L;

    /** A number of requests. */
    long count(String name) {
        var value = field(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new DamagedLine("\"" + name + "\" is not a count");
        }
        if (value.longValue() > MAX_COUNT) {
            throw new DamagedLine("\"" + name + "\" is more than a second can hold");
        }
        return value.longValue();
    }

    /** An SLO's window, which is longer than nothing. */
    Duration window(String name) {
        var window = duration(name);
        if (window.isZero() || window.isNegative()) {
            throw new DamagedLine("\"" + name + "\" is no time in which anything could be counted");
        }
        return window;
    }

    /** A moment of the calendar that a session can have begun at. */
    Instant instant(String name) {
        try {
            var instant = Instant.parse(text(name));
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
                throw new DamagedLine("\"" + name + "\" is a time at which no class was held");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new DamagedLine("\"" + name + "\" is not a time");
        }
    }

    private JsonNode field(String name) {
        var value = node.get(name);
        if (value == null) {
            throw new DamagedLine("\"" + name + "\" is missing");
        }
        return value;
    }
}
