package dev.sloconsole.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsService.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Which fields the requests of a service may have, as data: the file {@code requests.yaml} beside the service's class
 * says for each operation, of each field that AWS's model of the service has, what may stand in it. So nothing that AWS
 * would obey is accepted here and then forgotten.
 *
 * <ul>
 *   <li>{@code String}, {@code Integer}, {@code Long}, {@code Boolean}, {@code Map} (of texts): any such value
 *   <li>{@code a | b}: one of these words; {@code -c} among them is a word of AWS's that the local cloud does not obey,
 *       a lone {@code -} all others
 *   <li>{@code -}: a field of AWS's that the local cloud does not obey; empty or absent it is let through
 *   <li>a map of fields, or a list that holds what its items may be
 * </ul>
 *
 * <p>A field that is not in AWS's model either is left alone, as AWS does it.
 */
public final class RequestFields {

    private static final String NOT_HERE = "-";
    private static final int MOST_TAGS = 50;

    private final Map<String, Object> operations;
    private final Words words;

    /** How a service words its refusals. */
    public enum Words {
        ECS("InvalidParameterException", true, MOST_TAGS),
        /** Counts tags by itself, for which it has an error of its own. */
        CLOUD_MAP("InvalidInput", true, Integer.MAX_VALUE),
        CLOUDFORMATION("ValidationError", false, MOST_TAGS);

        private final String code;
        /** Whether values have types; in the query protocol all are text. */
        private final boolean typed;

        private final int mostTags;

        Words(String code, boolean typed, int mostTags) {
            this.code = code;
            this.typed = typed;
            this.mostTags = mostTags;
        }
    }

    private RequestFields(Map<String, Object> operations, Words words) {
        this.operations = operations;
        this.words = words;
    }

    /** Reads {@code requests.yaml} beside a class. */
    public static RequestFields beside(Class<?> service, Words words) {
        try (var in = service.getResourceAsStream("requests.yaml")) {
            if (in == null) {
                throw new IllegalStateException("There is no requests.yaml beside " + service + "; write it.");
            }
            var operations = new LinkedHashMap<String, Object>();
            if (new Load(LoadSettings.builder().build()).loadFromInputStream(in) instanceof Map<?, ?> read) {
                read.forEach((name, fields) -> operations.put(name.toString(), fields));
            }
            return new RequestFields(operations, words);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read requests.yaml.", e);
        }
    }

    /** The same operations, of which each checks its request first. */
    public Map<String, Operation<ObjectNode, ObjectNode>> checking(Map<String, Operation<ObjectNode, ObjectNode>> all) {
        var checked = new LinkedHashMap<String, Operation<ObjectNode, ObjectNode>>();
        all.forEach((name, operation) -> checked.put(name, request -> {
            var said = withoutNulls(request);
            check(name, said);
            return operation.call(said);
        }));
        return Map.copyOf(checked);
    }

    /** To AWS a field that is null is not there. */
    private static ObjectNode withoutNulls(ObjectNode request) {
        var said = request.deepCopy();
        dropNulls(said);
        return said;
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode fields) {
            fields.properties().removeIf(field -> field.getValue().isNull());
        } else if (node instanceof ArrayNode items) {
            for (int i = items.size() - 1; i >= 0; i--) {
                if (items.path(i).isNull()) {
                    items.remove(i);
                }
            }
        }
        node.forEach(RequestFields::dropNulls);
    }

    /** @throws AwsError with the first field that is not as it may be */
    public void check(String operation, ObjectNode request) {
        check(operation, "", request, fields(operation));
    }

    /** As {@link #check}, for a form: {@code Tags.member.1.Key} is the field Key of the first of the list Tags. */
    public void checkForm(String operation, Map<String, String> form) {
        var tree = JsonNodeFactory.instance.objectNode();
        form.forEach((name, value) -> {
            var at = tree;
            var parts = Arrays.stream(name.split("\\.", -1))
                    .filter(part -> !part.equals("member"))
                    .toList();
            if (parts.isEmpty()) {
                return;
            }
            for (var part : parts.subList(0, parts.size() - 1)) {
                at = at.get(part) instanceof ObjectNode inner ? inner : at.putObject(part);
            }
            at.put(parts.getLast(), value);
        });
        check(operation, tree);
    }

    /** What an operation's request may hold. */
    public Object fields(String operation) {
        return Optional.ofNullable(operations.get(operation))
                .orElseThrow(
                        () -> new IllegalStateException("requests.yaml does not say what " + operation + " takes."));
    }

    private void check(String operation, String path, JsonNode value, Object allowed) {
        if (value.isNull()) {
            return;
        }
        switch (allowed) {
            case Map<?, ?> fields -> {
                refuse(words.typed && !value.isObject(), "Start of structure or map found where not expected.");
                value.properties().forEach(field -> {
                    var inner = fields.get(field.getKey());
                    if (inner != null) {
                        var name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                        check(operation, name, field.getValue(), inner);
                        if (name.equalsIgnoreCase("tags")) {
                            checkTags(field.getValue());
                        }
                    }
                });
            }
            case List<?> items -> {
                refuse(words.typed && !value.isArray(), "Expected list or null");
                value.forEach(one -> check(operation, path, one, items.getFirst()));
            }
            default -> {
                checkLeaf(operation, path, value, allowed.toString());
                if (!words.typed) {
                    checkText(path, value.asText(), allowed.toString());
                }
            }
        }
    }

    private void checkTags(JsonNode tags) {
        TagRules.problem(tags, words.mostTags).ifPresent(problem -> {
            throw new AwsError(words.code, problem);
        });
    }

    private void checkLeaf(String operation, String path, JsonNode value, String allowed) {
        switch (allowed) {
            case NOT_HERE -> {
                if (!isEmpty(value)) {
                    throw notHere(operation, path, "");
                }
            }
            case "String" -> refuse(words.typed && !value.isTextual(), converted(value, "a String"));
            case "Integer" ->
                refuse(
                        words.typed && !(value.isIntegralNumber() && value.canConvertToInt()),
                        converted(value, "an Integer"));
            case "Long" ->
                refuse(
                        words.typed && !(value.isIntegralNumber() && value.canConvertToLong()),
                        converted(value, "a Long"));
            case "Boolean" -> refuse(words.typed && !value.isBoolean(), converted(value, "a Boolean"));
            case "Map" -> {
                refuse(words.typed && !value.isObject(), "Start of structure or map found where not expected.");
                value.forEach(one -> refuse(words.typed && !one.isTextual(), converted(one, "a String")));
            }
            default -> checkWord(operation, path, value, List.of(allowed.split(" \\| ")));
        }
    }

    private void checkWord(String operation, String path, JsonNode value, List<String> allowed) {
        refuse(value.isContainerNode(), converted(value, "a String"));
        var word = value.asText();
        if (allowed.contains(word) || word.isEmpty()) {
            return;
        }
        if (allowed.contains(NOT_HERE + word) || allowed.contains(NOT_HERE)) {
            throw notHere(operation, path, " " + word);
        }
        var valid = allowed.stream().map(one -> one.replaceFirst("^-", "")).toList();
        throw new AwsError(
                words.code,
                words == Words.ECS
                        ? "Invalid value for " + path + ": " + word + ". It should be one of ["
                                + String.join(", ", valid) + "]."
                        : "1 validation error detected: Value '" + word + "' at '" + lowerFirst(path)
                                + "' failed to satisfy constraint: Member must satisfy enum value set: " + valid);
    }

    private static String lowerFirst(String path) {
        return Arrays.stream(path.split("\\."))
                .map(part -> Character.toLowerCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining("."));
    }

    private AwsError notHere(String operation, String path, String value) {
        return new AwsError(
                words.code,
                "The local cloud has no " + path + value + " in " + operation
                        + "; on AWS this request is valid. Leave it out here.");
    }

    /** In the query protocol numbers and truth values are text. */
    private void checkText(String path, String text, String type) {
        var constraint = switch (type) {
            case "Integer", "Long" -> text.matches("-?\\d{1,9}|") ? "" : "Member must be a whole number";
            case "Boolean" -> text.matches("(?i)true|false|") ? "" : "Member must be true or false";
            default -> "";
        };
        if (!constraint.isEmpty()) {
            throw new AwsError(
                    words.code,
                    "1 validation error detected: Value '" + text + "' at '" + lowerFirst(path)
                            + "' failed to satisfy constraint: " + constraint);
        }
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new AwsError("SerializationException", why);
        }
    }

    private static String converted(JsonNode value, String type) {
        var found = switch (value.getNodeType()) {
            case STRING -> "STRING_VALUE";
            case NUMBER -> value.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE";
            case BOOLEAN -> value.asBoolean() ? "TRUE_VALUE" : "FALSE_VALUE";
            case ARRAY -> "START_ARRAY";
            case OBJECT -> "START_OBJECT";
            case NULL, MISSING, BINARY, POJO -> "NULL_VALUE";
        };
        return found + " can not be converted to " + type;
    }

    /** What says nothing: absent, empty, or made of nothing but such. */
    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode()
                ? value.valueStream().allMatch(RequestFields::isEmpty)
                : value.isNull() || value.asText().isEmpty();
    }
}
