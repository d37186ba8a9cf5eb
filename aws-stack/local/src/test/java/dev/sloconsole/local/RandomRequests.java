package dev.sloconsole.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Requests made at random from the SDK's own model of an operation: fields are there or not, mostly of the right type,
 * and their words are often ones that the cloud knows, so that many requests get past the first look.
 */
final class RandomRequests {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_WORDS = 400;
    private static final int MOST_OF_A_NAME = 12;

    /** Where else a word of a field is asked for. */
    private static final Map<String, List<String>> ALIASES = Map.ofEntries(
            Map.entry("clusterarn", List.of("cluster", "resourcearn")),
            Map.entry("clustername", List.of("clustername", "cluster")),
            Map.entry("taskdefinitionarn", List.of("taskdefinition", "resourcearn")),
            Map.entry("family", List.of("family", "familyprefix", "taskdefinition")),
            Map.entry("servicearn", List.of("service", "resourcearn")),
            Map.entry("servicename", List.of("servicename", "service")),
            Map.entry("taskarn", List.of("task", "resourcearn")),
            Map.entry("id", List.of("id", "namespaceid", "serviceid", "hostedzoneid")),
            Map.entry("arn", List.of("id", "resourcearn")),
            Map.entry("name", List.of("name", "namespacename", "servicename")),
            Map.entry("stackid", List.of("stackname")));

    private static final List<String> ODD = List.of(
            "",
            " ",
            "null",
            "-1",
            "\u0000",
            "%00",
            "../..",
            "a".repeat(5_000),
            "${AWS::Region}",
            "{{x}}",
            "<a>&\"'",
            "\ud83d\ude00",
            "*",
            "[",
            "arn:aws:ecs:::",
            ":",
            "/",
            "f/1/s",
            "9999999999999999999999",
            "1e400",
            "NaN",
            "true");

    private final Random random;
    private boolean tame;
    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> byName = new HashMap<>();

    RandomRequests(Random random, List<String> words) {
        this.random = random;
        this.words.addAll(words);
    }

    /** Remembers the words of a request or an answer, ids among them, and in which fields they stood. */
    void learn(JsonNode tree) {
        tree.properties().forEach(part -> learn(part.getKey(), part.getValue()));
        if (tree.isArray()) {
            tree.valueStream().forEach(this::learn);
        }
    }

    private void learn(String name, JsonNode value) {
        if (value.isTextual()) {
            learn(name, value.textValue());
        } else if (value.isArray()) {
            value.valueStream().forEach(item -> learn(name, item));
        } else {
            learn(value);
        }
    }

    /** Remembers a word of a field. */
    void learn(String name, String word) {
        if (word.isEmpty() || word.length() > 2_000) {
            return;
        }
        learn(word);
        for (var alias : ALIASES.getOrDefault(key(name), List.of(key(name)))) {
            var known = byName.computeIfAbsent(alias, any -> new ArrayList<>());
            if (!known.contains(word)) {
                if (known.size() == MOST_OF_A_NAME) {
                    known.remove(random.nextInt(MOST_OF_A_NAME));
                }
                known.add(word);
            }
        }
    }

    /** How a field is called, whichever service calls it so, in singular and plural. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("(?<=[^s])s$", "");
    }

    private void learn(String word) {
        if (words.contains(word)) {
            return;
        }
        if (words.size() < MOST_WORDS) {
            words.add(word);
        } else {
            words.set(MOST_WORDS / 4 + random.nextInt(MOST_WORDS * 3 / 4), word);
        }
    }

    /** The fields of an operation's request, by the SDK's class for it. */
    static List<SdkField<?>> fields(String sdkPackage, String shape) throws ReflectiveOperationException {
        var builder = Class.forName("software.amazon.awssdk.services." + sdkPackage + ".model." + shape)
                .getMethod("builder")
                .invoke(null);
        return ((SdkPojo) builder).sdkFields();
    }

    /** Half of them are tame: all types are right, numbers are small, and odd words are few. */
    ObjectNode object(List<SdkField<?>> fields) {
        tame = random.nextBoolean();
        return object(fields, 0);
    }

    private ObjectNode object(List<SdkField<?>> fields, int depth) {
        var node = NODES.objectNode();
        double share = 0.1 + random.nextDouble() * 0.9;
        for (var field : fields) {
            boolean asked = byName.containsKey(key(field.locationName())) && random.nextInt(8) != 0;
            if (asked || random.nextDouble() < share) {
                node.set(field.locationName(), value(field, field.locationName(), depth + 1));
            }
        }
        return node;
    }

    private JsonNode value(SdkField<?> field, String name, int depth) {
        if (!tame && random.nextInt(12) == 0) {
            return anything(0);
        }
        var type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            Supplier<?> pojo = field.constructor();
            return depth > 6 ? NODES.objectNode() : object(((SdkPojo) pojo.get()).sdkFields(), depth);
        }
        if (type == MarshallingType.LIST) {
            var list = NODES.arrayNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(field.getTrait(ListTrait.class).memberFieldInfo(), name, depth + 1));
            }
            return list;
        }
        if (type == MarshallingType.MAP) {
            var map = NODES.objectNode();
            for (int i = random.nextInt(4); i > 0; i--) {
                map.set(word(), value(field.getTrait(MapTrait.class).valueFieldInfo(), name, depth + 1));
            }
            return map;
        }
        if (type == MarshallingType.STRING) {
            return NODES.textNode(word(name));
        }
        if (type == MarshallingType.BOOLEAN) {
            return NODES.booleanNode(random.nextBoolean());
        }
        return tame ? NODES.numberNode(random.nextInt(100)) : number();
    }

    /** A word for a field: most often one that was seen in such a field. */
    String word(String name) {
        var known = byName.getOrDefault(key(name), List.of());
        return known.isEmpty() || random.nextInt(tame ? 50 : 6) == 0 ? word() : known.get(random.nextInt(known.size()));
    }

    private String word() {
        var from = random.nextInt(tame ? 100 : 8) == 0 ? ODD : words;
        return from.get(random.nextInt(from.size()));
    }

    private JsonNode number() {
        return switch (random.nextInt(9)) {
            case 0 -> NODES.numberNode(0);
            case 1 -> NODES.numberNode(-1);
            case 2 -> NODES.numberNode(Long.MAX_VALUE);
            case 3 -> NODES.numberNode(Integer.MIN_VALUE);
            case 4 -> NODES.numberNode(1.5);
            case 5 -> NODES.numberNode(1e300);
            case 6 -> NODES.numberNode(5_000);
            default -> NODES.numberNode(random.nextInt(100));
        };
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> number();
            case 3 -> NODES.textNode(word());
            case 4 -> NODES.arrayNode().add(anything(depth + 1)).add(anything(depth + 1));
            default -> NODES.objectNode().set(word(), anything(depth + 1));
        };
    }

    /** A form of the query protocol; EC2's lists have no {@code member} in their names. */
    static String form(String action, String version, JsonNode request) {
        var form = new StringBuilder("Action=" + action + "&Version=" + version);
        flatten(form, "", request, version.equals("2016-11-15") ? "." : ".member.");
        return form.toString();
    }

    private static void flatten(StringBuilder form, String name, JsonNode node, String toItem) {
        if (node.isObject()) {
            node.properties()
                    .forEach(part -> flatten(
                            form,
                            name.isEmpty() ? part.getKey() : name + "." + part.getKey(),
                            part.getValue(),
                            toItem));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(form, name + toItem + (i + 1), node.path(i), toItem);
            }
        } else {
            form.append('&').append(encoded(name)).append('=').append(encoded(node.asText()));
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
