package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.wire.AwsError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
        Optional<AllowedPattern> allowedPattern,
        Optional<Integer> minLength,
        Optional<Integer> maxLength,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue,
        Optional<String> constraintDescription) {

    /** What stands in the place of a NoEcho value. */
    public static final String MASK = "****";

    private static final Set<String> KEYS = Set.of(
            "Type",
            "Default",
            "Description",
            "NoEcho",
            "AllowedValues",
            "AllowedPattern",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue",
            "ConstraintDescription");
    private static final Set<String> NUMBERS = Set.of("Number", "List<Number>");
    /** Ids and names that AWS looks up. */
    private static final Pattern LOOKED_UP = Pattern.compile("AWS::EC2::(AvailabilityZone::Name|Image::Id|Instance::Id"
            + "|KeyPair::KeyName|SecurityGroup::(GroupName|Id)|Subnet::Id|VPC::Id|Volume::Id)"
            + "|AWS::Route53::HostedZone::Id");

    private static final int MAX_VALUE_BYTES = 4096;
    private static final int MAX_EXPONENT = 1000;

    static Parameter read(String name, JsonNode node) {
        if (!node.path("Type").isTextual()) {
            throw Template.format("Every Parameters object must contain a Type member.");
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new AwsError("ValidationError", "Invalid template parameter property '" + key + "'");
            }
            if (!key.equals("AllowedValues")) {
                Sections.refuseUnlessText(node, key);
            }
        });
        var type = node.path("Type").textValue();
        refuseUnknownType(name, type);
        refuseMisplaced(name, node, NUMBERS.contains(type));
        return new Parameter(
                name,
                type,
                Template.text(node, "Default"),
                Template.text(node, "Description"),
                Boolean.parseBoolean(node.path("NoEcho").asText()),
                allowedValues(node.path("AllowedValues")),
                Template.text(node, "AllowedPattern").map(text -> AllowedPattern.read(name, text)),
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
        var unknown = given.keySet().stream()
                .filter(name -> !declared.containsKey(name))
                .sorted()
                .toList();
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
            var value = Optional.ofNullable(given.get(parameter.name))
                    .or(parameter::defaultValue)
                    .orElse("");
            parameter.refuse(value);
            values.put(parameter.name, value);
        }
        return values;
    }

    /** The values as they may be shown: those of NoEcho parameters masked. */
    public static Map<String, String> shown(Map<String, Parameter> declared, Map<String, String> values) {
        var shown = new LinkedHashMap<>(values);
        declared.values().stream().filter(Parameter::noEcho).forEach(one -> shown.put(one.name, MASK));
        return shown;
    }

    /** A text in which a service may have repeated NoEcho values: they are masked, wherever they stand. */
    public static String masked(String text, Map<String, Parameter> declared, Map<String, String> values) {
        var masked = text;
        for (var parameter : declared.values()) {
            var value = values.getOrDefault(parameter.name, "");
            if (parameter.noEcho && !value.isEmpty()) {
                masked = masked.replace(value, MASK);
            }
        }
        return masked;
    }

    /** The default as it may be shown. */
    public Optional<String> shownDefault() {
        return noEcho ? defaultValue.map(value -> MASK) : defaultValue;
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

    /** The type of a list's elements, or of the value where that is no list. */
    public String elementType() {
        return type.startsWith("List<") ? type.substring(5, type.length() - 1) : type;
    }

    /** The elements of a list, or the value where that is no list. */
    public List<String> elements(String value) {
        return isList() ? items(value) : List.of(value);
    }

    boolean isList() {
        return type.equals("CommaDelimitedList") || type.startsWith("List<");
    }

    private void refuse(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES) {
            throw new AwsError(
                    "ValidationError", "Parameter '" + name + "' must contain at most " + MAX_VALUE_BYTES + " bytes");
        }
        for (var one : elements(value)) {
            if (NUMBERS.contains(type) && parsed(one).isEmpty()) {
                throw new AwsError("ValidationError", "Parameter '" + name + "' must be a number.");
            }
            problem(one).ifPresent(problem -> {
                throw new AwsError(
                        "ValidationError",
                        constraintDescription
                                .map(text -> "Parameter " + name + " failed to satisfy constraint: " + text)
                                .orElse("Parameter '" + name + "' " + problem));
            });
        }
    }

    /** The first constraint that a value is against; never the value itself, which may be NoEcho. */
    private Optional<String> problem(String value) {
        if (!allowedValues.isEmpty() && !allowedValues.contains(value)) {
            return Optional.of("must be one of AllowedValues");
        }
        if (allowedPattern.isPresent() && !allowedPattern.get().matches(name, value)) {
            return Optional.of("must match pattern " + allowedPattern.get());
        }
        if (minLength.isPresent() && value.length() < minLength.get()) {
            return Optional.of("must contain at least " + minLength.get() + " characters");
        }
        if (maxLength.isPresent() && value.length() > maxLength.get()) {
            return Optional.of("must contain at most " + maxLength.get() + " characters");
        }
        if (minValue.isPresent()
                && parsed(value).map(n -> n.compareTo(minValue.get()) < 0).orElse(false)) {
            return Optional.of(
                    "must be a number not less than " + minValue.get().toPlainString());
        }
        if (maxValue.isPresent()
                && parsed(value).map(n -> n.compareTo(maxValue.get()) > 0).orElse(false)) {
            return Optional.of(
                    "must be a number not greater than " + maxValue.get().toPlainString());
        }
        return Optional.empty();
    }

    private static void refuseUnknownType(String name, String type) {
        if (type.startsWith("AWS::SSM::Parameter::")) {
            throw Template.format("the parameter " + name + " has the type " + type + ", whose value AWS reads from"
                    + " Parameter Store; the local cloud has none. Use the type String and give the value itself.");
        }
        var element = type.startsWith("List<") && type.endsWith(">") ? type.substring(5, type.length() - 1) : type;
        boolean known = element.equals("String")
                || element.equals("Number")
                || type.equals("CommaDelimitedList")
                || LOOKED_UP.matcher(element).matches();
        if (!known) {
            throw Template.format("Unrecognized parameter type: " + type);
        }
    }

    /** Lengths and patterns are for text, least and greatest values for numbers. */
    private static void refuseMisplaced(String name, JsonNode node, boolean number) {
        for (var key : number ? List.of("MinLength", "MaxLength", "AllowedPattern") : List.of("MinValue", "MaxValue")) {
            if (node.has(key)) {
                throw Template.error("Parameter '" + name + "' " + key + " must be on a parameter of type "
                        + (number ? "String" : "Number"));
            }
        }
    }

    private static List<String> allowedValues(JsonNode node) {
        if (!node.isMissingNode() && !node.isArray()) {
            throw Template.format("Every AllowedValues member must be a list.");
        }
        node.forEach(value -> {
            if (!value.isValueNode()) {
                throw Template.format("Every AllowedValues value must be a string.");
            }
        });
        return Template.texts(node);
    }

    private static List<String> items(String value) {
        return value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    /** A number of a size that can be written down: with a huge exponent it could not be shown in a message. */
    private static Optional<BigDecimal> parsed(String text) {
        try {
            return Optional.of(text)
                    .filter(one -> one.length() <= 100)
                    .map(one -> new BigDecimal(one.strip()))
                    .filter(one -> Math.abs((long) one.scale()) <= MAX_EXPONENT);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(String name, JsonNode node, String key) {
        return Template.text(node, key)
                .map(text -> parsed(text)
                        .orElseThrow(() -> Template.format(
                                "[/Parameters/" + name + "] Every " + key + " member must be a number.")));
    }
}
