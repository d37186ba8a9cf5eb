package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.TrafficPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data of one line while it is read. Every method says by a {@link DamagedLine} what is missing or wrong. */
record Data(JsonNode node) {

    /** A line that does not say what its kind must say. */
    static final class DamagedLine extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DamagedLine(String message) {
            super(message);
        }
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

    private long count(String name) {
        var value = field(name);
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw new DamagedLine("\"" + name + "\" is not a count");
        }
        return value.longValue();
    }

    private JsonNode field(String name) {
        var value = node.get(name);
        if (value == null) {
            throw new DamagedLine("\"" + name + "\" is missing");
        }
        return value;
    }
}
