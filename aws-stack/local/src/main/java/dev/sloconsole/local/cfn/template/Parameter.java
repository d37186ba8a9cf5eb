package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.wire.AwsError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A parameter of a template, with the constraints on its value.
 *
 * @param type such as {@code String}, {@code Number}, {@code CommaDelimitedList}, {@code List<Number>}
 * @param noEcho whether its value is shown as {@value #MASK} wherever it would appear
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">
 *     Parameters syntax</a>
 */
public record Parameter(
        String name,
        String type,
        Optional<String> defaultValue,
        Optional<String> description,
        boolean noEcho,
        List<String> allowedValues,
        Optional<Pattern> allowedPattern,
        Optional<Integer> minLength,
        Optional<Integer> maxLength,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue,
        Optional<String> constraintDescription) {

    /** What stands in the place of a NoEcho value. */
    public static final String MASK = "****";

    private static final Set<String> KEYS = Set.of("Type", "Default", "Description", "NoEcho", "AllowedValues",
            "AllowedPattern", "MinLength", "MaxLength", "MinValue", "MaxValue", "ConstraintDescription");

    static Parameter read(String name, JsonNode node) {
        if (!node.path("Type").isTextual()) {
            throw Template.format("Every Parameters object must contain a Type member.");
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new AwsError("ValidationError", "Invalid template parameter property '" + key + "'");
            }
        });
        var type = node.path("Type").textValue();
        if (!isKnown(type)) {
            throw Template.format("Unrecognized parameter type: " + type);
        }
        return new Parameter(
                name,
                type,
                Template.text(node, "Default"),
                Template.text(node, "Description"),
                node.path("NoEcho").asBoolean(),
                Template.texts(node.path("AllowedValues")),
                Template.text(node, "AllowedPattern").map(text -> pattern(name, text)),
                number(name, node, "MinLength").map(BigDecimal::intValue),
                number(name, node, "MaxLength").map(BigDecimal::intValue),
                number(name, node, "MinValue"),
                number(name, node, "MaxValue"),
                Template.text(node, "ConstraintDescription"));
    }

    /**
     * The values that a template works with: what was given, else the defaults.
     *
     * @throws AwsError a ValidationError naming what is missing, unknown or against a constraint
     */
    public static Map<String, String> values(Map<String, Parameter> declared, Map<String, String> given) {
        var unknown = given.keySet().stream().filter(name -> !declared.containsKey(name)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw new AwsError("ValidationError", "Parameters: " + unknown + " do not exist in the template");
        }
        var missing = declared.values().stream()
                .filter(parameter -> !given.containsKey(parameter.name) && parameter.defaultValue.isEmpty())
                .map(Parameter::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new AwsError("ValidationError", "Parameters: " + missing + " must have values");
        }
        var values = new LinkedHashMap<String, String>();
        for (var parameter : declared.values()) {
            var value = Optional.ofNullable(given.get(parameter.name)).or(parameter::defaultValue).orElse("");
            parameter.problem(value).ifPresent(problem -> {
                throw new AwsError("ValidationError", parameter.constraintDescription
                        .map(text -> "Parameter " + parameter.name + " failed to satisfy constraint: " + text)
                        .orElse("Parameter '" + parameter.name + "' " + problem));
            });
            values.put(parameter.name, value);
        }
        return values;
    }

    /** What {@code Ref} gives: a list for the list types, otherwise text. */
    JsonNode reference(String value) {
        if (!isList()) {
            return JsonNodeFactory.instance.textNode(value);
        }
        var list = JsonNodeFactory.instance.arrayNode();
        items(value).forEach(list::add);
        return list;
    }

    private Optional<String> problem(String value) {
        for (var one : isList() ? items(value) : List.of(value)) {
            if (isNumber() && parsed(one).isEmpty()) {
                return Optional.of("must be a number");
            }
            if (!allowedValues.isEmpty() && !allowedValues.contains(one)) {
                return Optional.of("must be one of AllowedValues");
            }
            if (allowedPattern.isPresent() && !allowedPattern.get().matcher(one).matches()) {
                return Optional.of("must match pattern " + allowedPattern.get());
            }
            if (minLength.isPresent() && one.length() < minLength.get()) {
                return Optional.of("must contain at least " + minLength.get() + " characters");
            }
            if (maxLength.isPresent() && one.length() > maxLength.get()) {
                return Optional.of("must contain at most " + maxLength.get() + " characters");
            }
            var number = parsed(one);
            if (minValue.isPresent() && number.map(n -> n.compareTo(minValue.get()) < 0).orElse(false)) {
                return Optional.of("must be a number not less than " + minValue.get().toPlainString());
            }
            if (maxValue.isPresent() && number.map(n -> n.compareTo(maxValue.get()) > 0).orElse(false)) {
                return Optional.of("must be a number not greater than " + maxValue.get().toPlainString());
            }
        }
        return Optional.empty();
    }

    private boolean isList() {
        return type.equals("CommaDelimitedList") || type.startsWith("List<");
    }

    private boolean isNumber() {
        return type.equals("Number") || type.equals("List<Number>");
    }

    /** SSM-backed types ({@code AWS::SSM::Parameter::Value<...>}) have no store to be read from here. */
    private static boolean isKnown(String type) {
        return type.equals("String") || type.equals("Number") || type.equals("CommaDelimitedList")
                || type.matches("(List<)?(Number|AWS::(EC2|Route53)::[A-Za-z0-9:]+)>?");
    }

    private static List<String> items(String value) {
        return value.isEmpty() ? List.of() : new ArrayList<>(
                Arrays.stream(value.split(",", -1)).map(String::strip).toList());
    }

    private static Optional<BigDecimal> parsed(String text) {
        try {
            return text.length() > 100 ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(String name, JsonNode node, String key) {
        return Template.text(node, key).map(text -> parsed(text).orElseThrow(() ->
                Template.format("[/Parameters/" + name + "] " + key + " must be a number.")));
    }

    private static Pattern pattern(String name, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw Template.format("[/Parameters/" + name + "] AllowedPattern is not a regular expression: "
                    + e.getDescription());
        }
    }
}
