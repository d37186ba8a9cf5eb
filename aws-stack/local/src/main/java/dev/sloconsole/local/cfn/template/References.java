package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a piece of a template refers to: names (Ref and Sub), attributes (GetAtt and Sub), conditions (If), mappings and
 * imports. To collect it is to read every function's argument, so a wrong one is found here.
 */
public final class References {

    /** One {@code Fn::GetAtt}, or {@code ${Resource.Attribute}} in a Sub. */
    public record Attribute(String logicalId, String name) {}

    /** {@code ${Name}} and, to leave it alone, {@code ${!Literal}}. */
    static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]*)}");

    private static final Pattern VARIABLE_NAME = Pattern.compile("\\s*[A-Za-z0-9_.:]+\\s*");

    private final boolean branches;
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Attribute> attributes = new LinkedHashSet<>();
    private final Set<Attribute> attributesInSubs = new LinkedHashSet<>();
    private final Set<String> conditions = new LinkedHashSet<>();
    private final Set<JsonNode> lookups = new LinkedHashSet<>();
    private final Set<JsonNode> imports = new LinkedHashSet<>();

    private References(boolean branches) {
        this.branches = branches;
    }

    /** Refers to, in either branch of every If. */
    public static References in(JsonNode node) {
        var references = new References(true);
        references.visit(node);
        return references;
    }

    /** Refers to whatever the conditions say, that is, in no branch of any If. */
    static References always(JsonNode node) {
        var references = new References(false);
        references.visit(node);
        return references;
    }

    /** Refers to, in an expression of the Conditions block. */
    static References inCondition(JsonNode expression) {
        var references = new References(true);
        references.visitCondition(expression);
        return references;
    }

    public Set<Attribute> attributes() {
        var all = new LinkedHashSet<>(attributes);
        all.addAll(attributesInSubs);
        return all;
    }

    Set<Attribute> attributesInSubs() {
        return attributesInSubs;
    }

    /** What Ref and Sub name: resources, parameters, pseudo-parameters. */
    public Set<String> names() {
        return names;
    }

    Set<String> conditions() {
        return conditions;
    }

    /** The arguments of every FindInMap. */
    Set<JsonNode> lookups() {
        return lookups;
    }

    /** The arguments of every ImportValue. */
    Set<JsonNode> imports() {
        return imports;
    }

    /** Ids of resources (and names of parameters) that are referred to in any way. */
    public Set<String> all() {
        var all = new TreeSet<>(names);
        attributes().forEach(attribute -> all.add(attribute.logicalId));
        return all;
    }

    /** Attribute and resource of a GetAtt, given as a list or as {@code "Resource.Attribute"}. */
    static Attribute attribute(JsonNode argument) {
        Signatures.check("Fn::GetAtt", argument);
        var parts = argument.isTextual() ? List.of(argument.textValue().split("\\.", 2)) : Template.texts(argument);
        return new Attribute(parts.get(0), parts.get(1));
    }

    /** The text of a Sub, which may be the first of two arguments. */
    static String text(JsonNode argument) {
        return argument.isArray() ? argument.path(0).asText() : argument.asText();
    }

    private void visit(JsonNode node) {
        if (!node.isObject()) {
            node.forEach(this::visit);
            return;
        }
        refuseCompany(node);
        if (node.size() != 1) {
            node.forEach(this::visit);
            return;
        }
        var name = node.fieldNames().next();
        var argument = node.get(name);
        switch (name) {
            case "Ref" -> names.add(argument.textValue());
            case "Fn::GetAtt" -> attributes.add(attribute(argument));
            case "Fn::Sub" -> substitution(argument);
            case "Fn::If" -> {
                Signatures.check(name, argument);
                conditions.add(argument.get(0).textValue());
                if (branches) {
                    visit(argument.get(1));
                    visit(argument.get(2));
                }
            }
            case "Fn::And", "Fn::Not", "Fn::Or" -> {
                Signatures.check(name, argument);
                argument.forEach(this::visitCondition);
            }
            case "Fn::FindInMap" -> {
                Signatures.check(name, argument);
                lookups.add(argument);
                visit(argument);
            }
            case "Fn::ImportValue" -> {
                Signatures.check(name, argument);
                imports.add(argument);
                visit(argument);
            }
            default -> {
                if (name.startsWith("Fn::")) {
                    Signatures.check(name, argument);
                }
                visit(argument);
            }
        }
    }

    private void visitCondition(JsonNode node) {
        if (node.isObject() && node.size() == 1 && node.has("Condition")) {
            if (!node.get("Condition").isTextual()) {
                throw Template.format("Every Condition member must be a string.");
            }
            conditions.add(node.get("Condition").textValue());
        } else {
            visit(node);
        }
    }

    /** A function is the only key of its object. */
    private static void refuseCompany(JsonNode node) {
        if (node.has("Ref") && (node.size() > 1 || !node.get("Ref").isTextual())) {
            throw Template.error("every Ref object must have a single String value.");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("Fn::") && node.size() > 1) {
                throw Template.error(
                        name + " must be the only key of its object, but " + node.size() + " keys are" + " there.");
            }
        });
    }

    private void substitution(JsonNode argument) {
        Signatures.check("Fn::Sub", argument);
        var given = new LinkedHashMap<String, JsonNode>(argument.isArray() ? fields(argument.get(1)) : Map.of());
        given.values().forEach(this::visit);
        var matcher = VARIABLE.matcher(text(argument));
        while (matcher.find()) {
            var name = matcher.group(1);
            if (name.startsWith("!")) {
                continue;
            }
            if (!VARIABLE_NAME.matcher(name).matches()) {
                throw Template.error("variable names in Fn::Sub syntax must contain only alphanumeric characters,"
                        + " underscores, periods, and colons");
            }
            var bare = name.strip();
            if (given.containsKey(bare)) {
                continue;
            }
            if (bare.contains(".")) {
                attributesInSubs.add(
                        new Attribute(bare.substring(0, bare.indexOf('.')), bare.substring(bare.indexOf('.') + 1)));
            } else {
                names.add(bare);
            }
        }
    }

    private static Map<String, JsonNode> fields(JsonNode node) {
        var fields = new LinkedHashMap<String, JsonNode>();
        node.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }
}
