package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The Rules block: what must hold between the parameters of a template before anything is created.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html">Rules
 *     syntax</a>
 */
final class Rules {

    /** A rule: what it asserts, if its condition holds. */
    record Rule(String name, Optional<JsonNode> condition, List<Assertion> assertions) {}

    record Assertion(JsonNode expression, Optional<String> description) {}

    /** The functions of rules alone. Of these the last three look at the account's own resources. */
    static final Set<String> FUNCTIONS = Set.of(
            "Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn", "Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll");

    private static final Set<String> OF_THE_ACCOUNT = Set.of("Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll");
    private static final Map<String, Integer> BOOLEAN = Map.of(
            "Fn::And",
            2,
            "Fn::Contains",
            2,
            "Fn::EachMemberEquals",
            2,
            "Fn::EachMemberIn",
            2,
            "Fn::Equals",
            2,
            "Fn::Not",
            1,
            "Fn::Or",
            2);

    private final Evaluation evaluation;

    private Rules(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    static Rule read(String name, JsonNode node, Set<String> parameters) {
        if (!node.path("Assertions").isArray() || node.path("Assertions").isEmpty()) {
            throw Template.format("[/Rules/" + name + "] Every Rules member must contain a list of Assertions.");
        }
        var condition = Optional.of(node.path("RuleCondition")).filter(one -> !one.isMissingNode());
        condition.ifPresent(expression -> check(name, expression, parameters));
        var assertions = new ArrayList<Assertion>();
        node.path("Assertions").forEach(one -> {
            check(name, one.path("Assert"), parameters);
            assertions.add(new Assertion(one.path("Assert"), Template.text(one, "AssertDescription")));
        });
        return new Rule(name, condition, List.copyOf(assertions));
    }

    /** Refuses parameter values for which an assertion does not hold. */
    static void hold(Map<String, Rule> rules, Evaluation evaluation) {
        var reader = new Rules(evaluation);
        for (var rule : rules.values()) {
            if (!rule.condition.map(reader::truth).orElse(true)) {
                continue;
            }
            for (int i = 0; i < rule.assertions.size(); i++) {
                var assertion = rule.assertions.get(i);
                if (!reader.truth(assertion.expression)) {
                    var fallback = "assertion " + (i + 1) + " of the rule " + rule.name + " does not hold.";
                    throw new AwsError(
                            "ValidationError", "Template validation error: " + assertion.description.orElse(fallback));
                }
            }
        }
    }

    private static void check(String rule, JsonNode expression, Set<String> parameters) {
        var function = Signatures.function(expression).orElse("");
        if (OF_THE_ACCOUNT.contains(function)) {
            throw Template.format("[/Rules/" + rule + "] " + function + " asks for resources of the account, which the"
                    + " local cloud does not look up. Use Fn::Contains or Fn::EachMemberIn with a list of values.");
        }
        var arguments = expression.path(function);
        boolean nested = function.equals("Fn::And") || function.equals("Fn::Or") || function.equals("Fn::Not");
        int count = BOOLEAN.getOrDefault(function, -1);
        int most = nested && count == 2 ? 10 : count;
        boolean fits = arguments.isArray() && arguments.size() >= count && arguments.size() <= most;
        if (!fits) {
            throw Template.format("[/Rules/" + rule + "] every RuleCondition and Assert must be one of "
                    + BOOLEAN.keySet().stream().sorted().toList() + " with its arguments.");
        }
        arguments.forEach(argument -> {
            if (nested) {
                check(rule, argument, parameters);
            } else {
                checkOperand(rule, argument, parameters);
            }
        });
    }

    /** A value, a list of values, or a Ref to a parameter or pseudo-parameter. */
    private static void checkOperand(String rule, JsonNode operand, Set<String> parameters) {
        if (operand.isArray()) {
            operand.forEach(item -> checkOperand(rule, item, parameters));
        } else if (operand.isObject()) {
            var name = operand.path("Ref").asText();
            if (operand.size() != 1 || !(parameters.contains(name) || PseudoParameters.NAMES.contains(name))) {
                var asked = Signatures.function(operand).orElse("");
                throw Template.format("[/Rules/" + rule + "] "
                        + (OF_THE_ACCOUNT.contains(asked)
                                ? asked + " asks for resources of the account, which the local cloud does not look up."
                                : "a rule compares values and Refs to parameters only."));
            }
        }
    }

    private boolean truth(JsonNode expression) {
        var function = Signatures.function(expression).orElse("");
        var arguments = expression.path(function);
        return switch (function) {
            case "Fn::And" -> all(arguments, this::truth);
            case "Fn::Or" -> !all(arguments, argument -> !truth(argument));
            case "Fn::Not" -> !truth(arguments.path(0));
            case "Fn::Equals" -> texts(arguments.path(0)).equals(texts(arguments.path(1)));
            case "Fn::Contains" -> texts(arguments.path(0)).containsAll(texts(arguments.path(1)));
            case "Fn::EachMemberIn" -> texts(arguments.path(1)).containsAll(texts(arguments.path(0)));
            case "Fn::EachMemberEquals" -> {
                var wanted = texts(arguments.path(1));
                yield texts(arguments.path(0)).stream()
                        .allMatch(one -> List.of(one).equals(wanted));
            }
            default -> throw Template.format("Unrecognized rule function " + function);
        };
    }

    private static boolean all(JsonNode arguments, Predicate<JsonNode> test) {
        for (var argument : arguments) {
            if (!test.test(argument)) {
                return false;
            }
        }
        return true;
    }

    private List<String> texts(JsonNode operand) {
        return Template.texts(evaluation.value(operand));
    }
}
