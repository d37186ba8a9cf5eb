package dev.sloconsole.local.ground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** JSON trees in AWS's shapes: absent, null and empty are one and the same, times are epoch seconds. */
public final class Json {

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode strings(Iterable<String> values) {
        var array = array();
        values.forEach(array::add);
        return array;
    }

    /** The text of a field; numbers and booleans count as text, absent and empty do not. */
    public static Optional<String> text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    public static String required(JsonNode node, String field, Supplier<? extends RuntimeException> refusal) {
        return text(node, field).orElseThrow(refusal);
    }

    /** The strings of an array field; empty where there is none. */
    public static List<String> strings(JsonNode node, String field) {
        return items(node, field).stream().map(JsonNode::asText).toList();
    }

    /** The elements of an array field; empty where there is none. */
    public static List<JsonNode> items(JsonNode node, String field) {
        var value = node.path(field);
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).toList()
                : List.of();
    }

    /** A time as AWS's JSON writes it: epoch seconds with milliseconds, never with an exponent. */
    public static BigDecimal time(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
