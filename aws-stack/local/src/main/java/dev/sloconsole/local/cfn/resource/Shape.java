package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a property may hold. A template may give numbers and booleans as text (a Ref to a parameter always is text), so
 * text that reads as the wanted type is that type.
 */
sealed interface Shape {

    /** Adds what is wrong with a value, in the words of CloudFormation's schema check; the path is a JSON pointer. */
    void check(String path, JsonNode value, List<String> problems);

    /** The same value in real JSON types, with the keys of structures (not of maps) as the service writes them. */
    JsonNode typed(JsonNode value, UnaryOperator<String> key);

    /** A single value. */
    enum Scalar implements Shape {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN;

        @Override
        public void check(String path, JsonNode value, List<String> problems) {
            boolean fits = value.isValueNode()
                    && switch (this) {
                        case STRING -> true;
                        case INTEGER -> value.asText().matches("[+-]?\\d{1,18}");
                        case NUMBER -> value.asText().matches("[+-]?\\d{1,18}(\\.\\d{1,18})?");
                        case BOOLEAN ->
                            Set.of("true", "false").contains(value.asText().toLowerCase(Locale.ROOT));
                    };
            if (!fits) {
                var name = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
                problems.add(path + ": expected type: " + name + ", found: " + found(value));
            }
        }

        @Override
        public JsonNode typed(JsonNode value, UnaryOperator<String> key) {
            var nodes = JsonNodeFactory.instance;
            return switch (this) {
                case STRING -> nodes.textNode(value.asText());
                case INTEGER -> nodes.numberNode(Long.parseLong(value.asText()));
                case NUMBER ->
                    value.asText().contains(".")
                            ? nodes.numberNode(new BigDecimal(value.asText()))
                            : nodes.numberNode(Long.parseLong(value.asText()));
                case BOOLEAN -> nodes.booleanNode(Boolean.parseBoolean(value.asText()));
            };
        }
    }

    /** One of some texts. */
    record Choice(List<String> values) implements Shape {
        @Override
        public void check(String path, JsonNode value, List<String> problems) {
            if (!value.isValueNode()) {
                problems.add(path + ": expected type: String, found: " + found(value));
            } else if (!values.contains(value.asText())) {
                problems.add(path + ": " + value.asText() + " is not a valid enum value");
            }
        }

        @Override
        public JsonNode typed(JsonNode value, UnaryOperator<String> key) {
            return JsonNodeFactory.instance.textNode(value.asText());
        }
    }

    /** Anything, left as it is. */
    record Json() implements Shape {
        @Override
        public void check(String path, JsonNode value, List<String> problems) {
            // Nothing is wrong with anything.
        }

        @Override
        public JsonNode typed(JsonNode value, UnaryOperator<String> key) {
            return value;
        }
    }

    /** Texts under keys of the user's own. */
    record TextMap() implements Shape {
        @Override
        public void check(String path, JsonNode value, List<String> problems) {
            if (!value.isObject()) {
                problems.add(path + ": expected type: JSONObject, found: " + found(value));
                return;
            }
            value.properties().forEach(one -> Scalar.STRING.check(path + "/" + one.getKey(), one.getValue(), problems));
        }

        @Override
        public JsonNode typed(JsonNode value, UnaryOperator<String> key) {
            var map = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(one -> map.put(one.getKey(), one.getValue().asText()));
            return map;
        }
    }

    /** A list. */
    record Items(Shape item) implements Shape {
        @Override
        public void check(String path, JsonNode value, List<String> problems) {
            if (!value.isArray()) {
                problems.add(path + ": expected type: JSONArray, found: " + found(value));
                return;
            }
            for (int i = 0; i < value.size(); i++) {
                item.check(path + "/" + i, value.get(i), problems);
            }
        }

        @Override
        public ArrayNode typed(JsonNode value, UnaryOperator<String> key) {
            var list = JsonNodeFactory.instance.arrayNode();
            value.forEach(one -> list.add(item.typed(one, key)));
            return list;
        }
    }

    /** Named members, of which some must be there. */
    record Structure(Map<String, Shape> members, Set<String> required) implements Shape {
        public Structure {
            members = new LinkedHashMap<>(members);
            required = Set.copyOf(required);
        }

        @Override
        public void check(String path, JsonNode value, List<String> problems) {
            if (!value.isObject()) {
                problems.add(path + ": expected type: JSONObject, found: " + found(value));
                return;
            }
            new TreeSet<>(required)
                    .stream()
                            .filter(key -> !value.has(key))
                            .forEach(key -> problems.add(path + ": required key [" + key + "] not found"));
            var nested = new ArrayList<String>();
            value.properties().forEach(one -> {
                var shape = members.get(one.getKey());
                if (shape == null) {
                    problems.add(path + ": extraneous key [" + one.getKey() + "] is not permitted");
                } else {
                    shape.check(path + "/" + one.getKey(), one.getValue(), nested);
                }
            });
            problems.addAll(nested);
        }

        @Override
        public ObjectNode typed(JsonNode value, UnaryOperator<String> key) {
            var object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(one -> {
                var shape = members.getOrDefault(one.getKey(), new Json());
                object.set(key.apply(one.getKey()), shape.typed(one.getValue(), key));
            });
            return object;
        }
    }

    private static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "JSONArray";
            case OBJECT -> "JSONObject";
            case BOOLEAN -> "Boolean";
            case NUMBER -> value.isIntegralNumber() ? "Integer" : "Double";
            case STRING -> "String";
            case NULL, MISSING, BINARY, POJO -> "Null";
        };
    }
}
