package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What each function takes: AWS tells a wrong argument from the text of the template alone, before anything is
 * evaluated, and words it by the function rather than by the mistake.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">
 *     Intrinsic function reference: the functions that each function may hold</a>
 */
final class Signatures {

    private record Signature(Predicate<JsonNode> fits, String usage) {}

    private static final String PAIR_OF_STRINGS = "every Fn::Equals object requires a list of 2 string parameters.";
    private static final Set<String> CONDITIONS = Set.of("Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or", "Condition");
    private static final Set<String> LISTS =
            Set.of("Fn::Cidr", "Fn::FindInMap", "Fn::GetAZs", "Fn::GetAtt", "Fn::If", "Fn::Split", "Ref");
    private static final Set<String> LOOKUPS = Set.of("Fn::FindInMap", "Ref");

    private static final Map<String, Signature> TABLE = Map.ofEntries(
            Map.entry("Fn::And", new Signature(Signatures::isTerms, terms("Fn::And"))),
            Map.entry(
                    "Fn::Base64",
                    new Signature(Signatures::isText, "every Fn::Base64 object must have a String-typed value.")),
            Map.entry(
                    "Fn::Cidr",
                    new Signature(
                            a -> a.isArray() && (a.size() == 2 || a.size() == 3),
                            "every Fn::Cidr object requires an IP block, a count from 1 to 256 and, for IPv4 optionally, the"
                                    + " number of host bits.")),
            Map.entry(
                    "Fn::Equals",
                    new Signature(a -> a.isArray() && a.size() == 2 && each(a, Signatures::isText), PAIR_OF_STRINGS)),
            Map.entry(
                    "Fn::FindInMap",
                    new Signature(
                            a -> a.isArray()
                                    && a.size() == 3
                                    && each(a, one -> one.isValueNode() || isOne(one, LOOKUPS)),
                            "every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for"
                                    + " return value.")),
            Map.entry(
                    "Fn::GetAZs",
                    new Signature(Signatures::isText, "every Fn::GetAZs object must have a String-typed value.")),
            Map.entry(
                    "Fn::GetAtt",
                    new Signature(
                            Signatures::isAttribute,
                            "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource"
                                    + " attribute")),
            Map.entry(
                    "Fn::If",
                    new Signature(
                            a -> a.isArray() && a.size() == 3, "Fn::If requires a list argument with three elements")),
            Map.entry(
                    "Fn::ImportValue",
                    new Signature(
                            Signatures::isText,
                            "the attribute in Fn::ImportValue must be a string or a function that returns a string")),
            Map.entry(
                    "Fn::Join",
                    new Signature(
                            a -> isPair(a)
                                    && a.get(0).isTextual()
                                    && (a.get(1).isArray() || function(a.get(1)).isPresent()),
                            "every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to"
                                    + " be joined or a function that returns a list of strings (such as Fn::GetAZs) to be"
                                    + " joined.")),
            Map.entry(
                    "Fn::Not",
                    new Signature(
                            a -> a.isArray() && a.size() == 1 && isCondition(a.get(0)),
                            "every Fn::Not object requires one boolean parameter.")),
            Map.entry("Fn::Or", new Signature(Signatures::isTerms, terms("Fn::Or"))),
            Map.entry(
                    "Fn::Select",
                    new Signature(
                            Signatures::isSelection,
                            "Fn::Select requires a list argument with two elements: an integer index and a list")),
            Map.entry(
                    "Fn::Split",
                    new Signature(
                            a -> isPair(a)
                                    && a.get(0).isTextual()
                                    && !a.get(0).textValue().isEmpty()
                                    && isText(a.get(1)),
                            "every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be"
                                    + " split or a function that returns a string to be split.")),
            Map.entry(
                    "Fn::Sub",
                    new Signature(
                            a -> a.isTextual()
                                    || (isPair(a)
                                            && a.get(0).isTextual()
                                            && a.get(1).isObject()),
                            "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as"
                                    + " first argument, and an optional second argument to specify a mapping of values to"
                                    + " replace in the string")));

    private Signatures() {}

    /** Whether there is such a function, for values or for conditions. */
    static boolean isFunction(String name) {
        return TABLE.containsKey(name) || Rules.FUNCTIONS.contains(name);
    }

    /** The name of the function that an object is a call of. */
    static Optional<String> function(JsonNode node) {
        return Optional.of(node)
                .filter(one -> one.isObject() && one.size() == 1)
                .map(one -> one.fieldNames().next())
                .filter(name -> name.equals("Ref") || name.startsWith("Fn::"));
    }

    /** Whether something is a condition's expression: one of the boolean functions, or another condition. */
    static boolean isCondition(JsonNode node) {
        return isOne(node, CONDITIONS);
    }

    static void check(String function, JsonNode argument) {
        var signature = TABLE.get(function);
        if (signature == null) {
            throw Template.format("Unrecognized intrinsic function " + function);
        }
        if (function.equals("Fn::If") && !argument.path(0).isTextual()) {
            throw Template.error("Fn::If requires a list argument with the first element being a condition");
        }
        if (!signature.fits.test(argument)) {
            throw wrongArgument(function);
        }
    }

    /** The error for an argument that proves to be wrong when it is evaluated. */
    static AwsError wrongArgument(String function) {
        return Template.error(Optional.ofNullable(TABLE.get(function)).orElseThrow().usage);
    }

    private static boolean isText(JsonNode node) {
        return node.isValueNode() || function(node).isPresent();
    }

    private static boolean isPair(JsonNode node) {
        return node.isArray() && node.size() == 2;
    }

    private static boolean isOne(JsonNode node, Set<String> functions) {
        return node.isObject()
                && node.size() == 1
                && functions.contains(node.fieldNames().next());
    }

    private static boolean isTerms(JsonNode node) {
        return node.isArray() && node.size() >= 2 && node.size() <= 10 && each(node, Signatures::isCondition);
    }

    private static boolean isAttribute(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().matches("(?s)[^.]+\\..+");
        }
        return isPair(node)
                && each(node, one -> one.isTextual() && !one.textValue().isEmpty());
    }

    /** A literal index must lie in a literal list; that is told here, unlike an index that is evaluated. */
    private static boolean isSelection(JsonNode node) {
        if (!isPair(node)) {
            return false;
        }
        var index = node.get(0);
        var list = node.get(1);
        boolean literal = index.isValueNode();
        if (literal ? !index.asText().matches("\\d{1,6}") : !isOne(index, LOOKUPS)) {
            return false;
        }
        return list.isArray() ? !literal || Integer.parseInt(index.asText()) < list.size() : isOne(list, LISTS);
    }

    private static boolean each(JsonNode array, Predicate<JsonNode> test) {
        for (var item : array) {
            if (!test.test(item)) {
                return false;
            }
        }
        return true;
    }

    private static String terms(String function) {
        return "every " + function + " object requires a list of at least 2 and at most 10 boolean parameters.";
    }
}
