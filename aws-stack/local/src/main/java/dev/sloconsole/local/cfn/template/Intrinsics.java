package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The intrinsic functions: one table, one small method each.
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

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<String, Intrinsic> TABLE = Map.ofEntries(
            Map.entry("Fn::And", (e, a) -> NODES.booleanNode(terms("Fn::And", a).stream().allMatch(e::truth))),
            Map.entry("Fn::Base64", (e, a) -> NODES.textNode(
                    Base64.getEncoder().encodeToString(e.text(a).getBytes(StandardCharsets.UTF_8)))),
            Map.entry("Fn::Cidr", Intrinsics::cidr),
            Map.entry("Fn::Equals", Intrinsics::equals),
            Map.entry("Fn::FindInMap", Intrinsics::findInMap),
            Map.entry("Fn::GetAZs", Intrinsics::zones),
            Map.entry("Fn::GetAtt", (e, a) -> e.attribute(References.attribute(a))),
            Map.entry("Fn::If", (e, a) ->
                    e.value(argument("Fn::If", a, e.condition(argument("Fn::If", a, 0).asText()) ? 1 : 2))),
            Map.entry("Fn::ImportValue", (e, a) -> {
                throw error("No export named " + e.text(a) + " found.");
            }),
            Map.entry("Fn::Join", Intrinsics::join),
            Map.entry("Fn::Not", (e, a) -> NODES.booleanNode(!e.truth(argument("Fn::Not", a, 0)))),
            Map.entry("Fn::Or", (e, a) -> NODES.booleanNode(terms("Fn::Or", a).stream().anyMatch(e::truth))),
            Map.entry("Fn::Select", Intrinsics::select),
            Map.entry("Fn::Split", Intrinsics::split),
            Map.entry("Fn::Sub", Intrinsics::sub));

    static final Set<String> NAMES = TABLE.keySet();

    private Intrinsics() {}

    static Optional<Intrinsic> named(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /** The argument at a place of a list; its absence is AWS's error for the function. */
    static JsonNode argument(String function, JsonNode arguments, int index) {
        if (!arguments.isArray() || !arguments.has(index)) {
            throw error(usage(function));
        }
        return arguments.get(index);
    }

    static String subText(JsonNode argument) {
        var text = argument.isArray() ? argument.path(0) : argument;
        if (!text.isTextual() || (argument.isArray() && (argument.size() != 2 || !argument.get(1).isObject()))) {
            throw error(usage("Fn::Sub"));
        }
        return text.textValue();
    }

    private static JsonNode equals(Evaluation evaluation, JsonNode arguments) {
        var left = evaluation.value(argument("Fn::Equals", arguments, 0));
        var right = evaluation.value(argument("Fn::Equals", arguments, 1));
        boolean texts = left.isValueNode() && right.isValueNode();
        return NODES.booleanNode(texts ? left.asText().equals(right.asText()) : left.equals(right));
    }

    private static List<JsonNode> terms(String function, JsonNode arguments) {
        if (!arguments.isArray() || arguments.size() < 2 || arguments.size() > 10) {
            throw error(usage(function));
        }
        var terms = new ArrayList<JsonNode>();
        arguments.forEach(terms::add);
        return terms;
    }

    private static JsonNode findInMap(Evaluation evaluation, JsonNode arguments) {
        var map = evaluation.text(argument("Fn::FindInMap", arguments, 0));
        var top = evaluation.text(argument("Fn::FindInMap", arguments, 1));
        var second = evaluation.text(argument("Fn::FindInMap", arguments, 2));
        var found = evaluation.mappings().path(map).path(top).path(second);
        if (found.isMissingNode()) {
            throw error("Unable to get mapping for " + map + "::" + top + "::" + second);
        }
        return found;
    }

    /** Every region has zones a to c here. */
    private static JsonNode zones(Evaluation evaluation, JsonNode argument) {
        var given = evaluation.text(argument);
        var region = given.isEmpty() ? evaluation.region() : given;
        return NODES.arrayNode().add(region + "a").add(region + "b").add(region + "c");
    }

    private static JsonNode join(Evaluation evaluation, JsonNode arguments) {
        var delimiter = argument("Fn::Join", arguments, 0);
        var list = evaluation.value(argument("Fn::Join", arguments, 1));
        if (!delimiter.isTextual() || !list.isArray()) {
            throw error(usage("Fn::Join"));
        }
        var texts = new ArrayList<String>();
        list.forEach(item -> {
            if (!item.isValueNode()) {
                throw error(usage("Fn::Join"));
            }
            texts.add(item.asText());
        });
        return NODES.textNode(String.join(delimiter.textValue(), texts));
    }

    private static JsonNode split(Evaluation evaluation, JsonNode arguments) {
        var delimiter = argument("Fn::Split", arguments, 0);
        var text = evaluation.value(argument("Fn::Split", arguments, 1));
        if (!delimiter.isTextual() || delimiter.textValue().isEmpty() || !text.isValueNode()) {
            throw error(usage("Fn::Split"));
        }
        var parts = NODES.arrayNode();
        for (var part : text.asText().split(Pattern.quote(delimiter.textValue()), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private static JsonNode select(Evaluation evaluation, JsonNode arguments) {
        var index = evaluation.text(argument("Fn::Select", arguments, 0));
        var list = evaluation.value(argument("Fn::Select", arguments, 1));
        if (!list.isArray()) {
            throw error(usage("Fn::Select"));
        }
        if (!index.matches("\\d{1,6}") || !list.has(Integer.parseInt(index))) {
            throw error("Fn::Select cannot select nonexistent value at index " + index);
        }
        return list.get(Integer.parseInt(index));
    }

    private static JsonNode sub(Evaluation evaluation, JsonNode argument) {
        var given = argument.isArray() ? argument.get(1) : NODES.objectNode();
        var result = References.VARIABLE.matcher(subText(argument)).replaceAll(match -> {
            var name = match.group(1).strip();
            if (given.has(name)) {
                return Matcher.quoteReplacement(evaluation.text(given.get(name)));
            }
            var value = name.contains(".")
                    ? evaluation.attribute(References.attribute(NODES.textNode(name)))
                    : evaluation.reference(name);
            if (!value.isValueNode()) {
                throw error("Fn::Sub expression does not resolve to a string: ${" + name + "}");
            }
            return Matcher.quoteReplacement(value.asText());
        });
        return NODES.textNode(result.replace("${!", "${"));
    }

    /** IPv4: {@code [block, count, host bits of each]}, 8 bits if not given. */
    private static JsonNode cidr(Evaluation evaluation, JsonNode arguments) {
        var block = evaluation.text(argument("Fn::Cidr", arguments, 0)).split("/");
        var count = number(evaluation, argument("Fn::Cidr", arguments, 1), 256);
        var bits = arguments.has(2) ? number(evaluation, arguments.get(2), 31) : 8;
        if (block.length != 2 || !block[0].matches("\\d{1,3}(\\.\\d{1,3}){3}")
                || !block[1].matches("[12]?\\d|3[0-2]")) {
            throw error(usage("Fn::Cidr"));
        }
        long address = 0;
        for (var part : block[0].split("\\.")) {
            address = (address << 8) | Long.parseLong(part);
        }
        long hosts = 1L << (32 - Integer.parseInt(block[1]));
        if (((long) count << bits) > hosts) {
            throw error("Fn::Cidr: " + count + " blocks of " + bits + " bits do not fit into "
                    + String.join("/", block));
        }
        var blocks = NODES.arrayNode();
        for (int i = 0; i < count; i++) {
            long start = address + ((long) i << bits);
            blocks.add(((start >> 24) & 255) + "." + ((start >> 16) & 255) + "." + ((start >> 8) & 255) + "."
                    + (start & 255) + "/" + (32 - bits));
        }
        return blocks;
    }

    private static int number(Evaluation evaluation, JsonNode node, int max) {
        var text = evaluation.text(node);
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw error(usage("Fn::Cidr"));
        }
        return Integer.parseInt(text);
    }

    private static String usage(String function) {
        return switch (function) {
            case "Fn::Join" -> "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of"
                    + " strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be"
                    + " joined.";
            case "Fn::Split" -> "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a"
                    + " string to be split or a function that returns a string to be split.";
            case "Fn::Select" -> "Fn::Select requires a list argument with two elements: an integer index and a list";
            case "Fn::Sub" -> "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a"
                    + " string as first argument, and an optional second argument to specify a mapping of values to"
                    + " replace in the string";
            case "Fn::FindInMap" -> "every Fn::FindInMap object requires three parameters, the map name, map key and"
                    + " the attribute for return value";
            case "Fn::Equals" -> "every Fn::Equals object requires a list of 2 string parameters.";
            case "Fn::And", "Fn::Or" -> "every " + function
                    + " object requires a list of at least 2 and at most 10 boolean parameters.";
            case "Fn::Not" -> "every Fn::Not object requires one boolean parameter.";
            case "Fn::If" -> "Fn::If requires a list argument with three elements";
            case "Fn::Cidr" -> "every Fn::Cidr object requires an IPv4 block, a count from 1 to 256 and, optionally,"
                    + " the number of host bits";
            default -> function + " was given wrong arguments.";
        };
    }

    private static AwsError error(String what) {
        return new AwsError("ValidationError", what.startsWith("No export") ? what : "Template error: " + what);
    }
}
