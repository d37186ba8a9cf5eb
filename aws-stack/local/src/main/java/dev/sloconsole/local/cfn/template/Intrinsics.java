package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The intrinsic functions: one table, one small method each. Their arguments have the shape that {@link Signatures}
 * asks for.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">
 *     Intrinsic function reference</a>
 */
final class Intrinsics {

    /** A function; it evaluates its argument itself, for If must leave one branch alone. */
    @FunctionalInterface
    interface Intrinsic {
        JsonNode apply(Evaluation evaluation, JsonNode argument);
    }

    /** Longer than any request that could carry it; keeps a hostile template from filling the memory. */
    private static final int MAX_TEXT = 262_144;

    private static final int MAX_PARTS = 10_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<String, Intrinsic> TABLE = Map.ofEntries(
            Map.entry("Fn::And", (e, a) -> NODES.booleanNode(e.truth("Fn::And", a))),
            Map.entry(
                    "Fn::Base64",
                    (e, a) -> NODES.textNode(Base64.getEncoder()
                            .encodeToString(text("Fn::Base64", e, a).getBytes(StandardCharsets.UTF_8)))),
            Map.entry("Fn::Cidr", Intrinsics::cidr),
            Map.entry("Fn::Equals", (e, a) -> NODES.booleanNode(e.truth("Fn::Equals", a))),
            Map.entry("Fn::FindInMap", Intrinsics::findInMap),
            Map.entry("Fn::GetAZs", Intrinsics::zones),
            Map.entry("Fn::GetAtt", (e, a) -> e.attribute(References.attribute(a))),
            Map.entry("Fn::If", (e, a) -> e.value(a.get(e.condition(a.get(0).asText()) ? 1 : 2))),
            Map.entry("Fn::ImportValue", (e, a) -> e.imported(text("Fn::ImportValue", e, a))),
            Map.entry("Fn::Join", Intrinsics::join),
            Map.entry("Fn::Not", (e, a) -> NODES.booleanNode(e.truth("Fn::Not", a))),
            Map.entry("Fn::Or", (e, a) -> NODES.booleanNode(e.truth("Fn::Or", a))),
            Map.entry("Fn::Select", Intrinsics::select),
            Map.entry("Fn::Split", Intrinsics::split),
            Map.entry("Fn::Sub", Intrinsics::sub));

    private Intrinsics() {}

    static Optional<Intrinsic> named(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /** What a mapping holds under two keys. */
    static JsonNode mapped(JsonNode mappings, String map, String top, String second) {
        var found = mappings.path(map).path(top).path(second);
        if (found.isMissingNode()) {
            throw Template.error("Unable to get mapping for " + map + "::" + top + "::" + second);
        }
        return found;
    }

    private static String text(String function, Evaluation evaluation, JsonNode argument) {
        var value = evaluation.value(argument);
        if (!value.isValueNode()) {
            throw Signatures.wrongArgument(function);
        }
        return value.asText();
    }

    private static JsonNode findInMap(Evaluation evaluation, JsonNode arguments) {
        return mapped(
                evaluation.mappings(),
                text("Fn::FindInMap", evaluation, arguments.get(0)),
                text("Fn::FindInMap", evaluation, arguments.get(1)),
                text("Fn::FindInMap", evaluation, arguments.get(2)));
    }

    /** Zones a to c of the stack's own region; of any other region AWS gives none. */
    private static JsonNode zones(Evaluation evaluation, JsonNode argument) {
        var given = text("Fn::GetAZs", evaluation, argument);
        var zones = NODES.arrayNode();
        if (given.isEmpty() || given.equals(evaluation.region())) {
            var region = evaluation.region();
            zones.add(region + "a").add(region + "b").add(region + "c");
        }
        return zones;
    }

    private static JsonNode join(Evaluation evaluation, JsonNode arguments) {
        var list = evaluation.value(arguments.get(1));
        if (!list.isArray()) {
            throw Signatures.wrongArgument("Fn::Join");
        }
        var joined = new StringJoiner(arguments.get(0).textValue());
        for (var item : list) {
            if (!item.isValueNode()) {
                throw Signatures.wrongArgument("Fn::Join");
            }
            joined.add(item.asText());
            refuseLength("Fn::Join", joined.length());
        }
        return NODES.textNode(joined.toString());
    }

    private static JsonNode split(Evaluation evaluation, JsonNode arguments) {
        var delimiter = arguments.get(0).textValue();
        var text = text("Fn::Split", evaluation, arguments.get(1));
        var parts = NODES.arrayNode();
        int from = 0;
        for (int to = text.indexOf(delimiter); to >= 0; to = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, to));
            from = to + delimiter.length();
            if (parts.size() == MAX_PARTS) {
                throw Template.error(
                        "Fn::Split gives more than " + MAX_PARTS + " parts, more than the local cloud" + " takes.");
            }
        }
        return parts.add(text.substring(from));
    }

    private static JsonNode select(Evaluation evaluation, JsonNode arguments) {
        var index = text("Fn::Select", evaluation, arguments.get(0));
        var list = evaluation.value(arguments.get(1));
        if (!list.isArray() || !index.matches("-?\\d{1,9}")) {
            throw Signatures.wrongArgument("Fn::Select");
        }
        if (!list.has(Integer.parseInt(index))) {
            throw Template.error("Fn::Select cannot select nonexistent value at index " + index);
        }
        return list.get(Integer.parseInt(index));
    }

    private static JsonNode sub(Evaluation evaluation, JsonNode argument) {
        var given = argument.isArray() ? argument.get(1) : NODES.objectNode();
        var text = References.text(argument);
        var result = new StringBuilder();
        var matcher = References.VARIABLE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            var name = matcher.group(1);
            result.append(text, end, matcher.start());
            result.append(name.startsWith("!") ? "${" + name.substring(1) + "}" : variable(evaluation, given, name));
            end = matcher.end();
            refuseLength("Fn::Sub", result.length());
        }
        return NODES.textNode(result.append(text, end, text.length()).toString());
    }

    private static String variable(Evaluation evaluation, JsonNode given, String spaced) {
        var name = spaced.strip();
        var value = given.has(name)
                ? evaluation.value(given.get(name))
                : name.contains(".")
                        ? evaluation.attribute(References.attribute(NODES.textNode(name)))
                        : evaluation.reference(name);
        if (!value.isValueNode()) {
            throw Template.error("Fn::Sub expression does not resolve to a string: ${" + name + "}");
        }
        return value.asText();
    }

    private static JsonNode cidr(Evaluation evaluation, JsonNode arguments) {
        var block = CidrBlock.read(text("Fn::Cidr", evaluation, arguments.get(0)))
                .orElseThrow(() -> Signatures.wrongArgument("Fn::Cidr"));
        int count = number(evaluation, arguments.get(1), 256);
        int bits = arguments.has(2) ? number(evaluation, arguments.get(2), 128) : 8;
        if (!block.holds(count, bits)) {
            throw Template.error("Fn::Cidr: " + count + " blocks of " + bits + " bits do not fit into " + block);
        }
        ArrayNode blocks = NODES.arrayNode();
        block.split(count, bits).forEach(blocks::add);
        return blocks;
    }

    private static int number(Evaluation evaluation, JsonNode node, int max) {
        var text = text("Fn::Cidr", evaluation, node);
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw Signatures.wrongArgument("Fn::Cidr");
        }
        return Integer.parseInt(text);
    }

    private static void refuseLength(String function, int length) {
        if (length > MAX_TEXT) {
            throw Template.error(
                    function + " gives more than " + MAX_TEXT + " characters, more than the local cloud" + " takes.");
        }
    }
}
