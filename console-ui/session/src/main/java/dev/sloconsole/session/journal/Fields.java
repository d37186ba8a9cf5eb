package dev.sloconsole.session.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.TrafficPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The data of one line while it is written, field by field in the order of the calls. */
final class Fields {

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    private Fields() {}

    static Fields none() {
        return new Fields();
    }

    static Fields text(String name, String value) {
        return new Fields().and(name, value);
    }

    Fields and(String name, String value) {
        node.put(name, value);
        return this;
    }

    /** Left out where it is empty. */
    Fields and(String name, Optional<String> value) {
        value.ifPresent(v -> node.put(name, v));
        return this;
    }

    Fields and(String name, int value) {
        node.put(name, value);
        return this;
    }

    Fields and(String name, long value) {
        node.put(name, value);
        return this;
    }

    Fields and(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    Fields and(String name, double value) {
        node.set(name, number(value));
        return this;
    }

    Fields and(String name, Duration value) {
        node.set(name, number(seconds(value)));
        return this;
    }

    Fields and(String name, List<String> values) {
        var array = node.putArray(name);
        values.forEach(array::add);
        return this;
    }

    Fields and(String name, JsonNode value) {
        node.set(name, value);
        return this;
    }

    Fields and(TrafficPlan plan) {
        return and("mode", plan.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .and("ratePerSecond", plan.ratePerSecond())
                .and("failurePercent", plan.failurePercent());
    }

    Fields and(RequestCounts counts) {
        node.put("ok", counts.ok());
        node.put("clientError", counts.clientError());
        node.put("serverError", counts.serverError());
        node.put("timeout", counts.timeout());
        node.put("refused", counts.refused());
        node.put("dropped", counts.dropped());
        return this;
    }

    ObjectNode node() {
        return node;
    }

    /** Exact to the nanosecond for spans of up to a hundred days. */
    static double seconds(Duration d) {
        return d.getSeconds() + d.getNano() / 1e9;
    }

    /** A JSON number without a needless fraction. */
    static JsonNode number(double value) {
        boolean whole = value == Math.rint(value)
                && Math.abs(value) < 1e15
                && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
        return whole ? JsonNodeFactory.instance.numberNode((long) value) : JsonNodeFactory.instance.numberNode(value);
    }
}
