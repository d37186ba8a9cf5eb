package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a piece of a template refers to: names (Ref and Sub), attributes (GetAtt and Sub), conditions (If). */
public final class References {

    /** One {@code Fn::GetAtt}, or {@code ${Resource.Attribute}} in a Sub. */
    public record Attribute(String logicalId, String name) {}

    static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!{}][^{}]*)}");
    private static final Pattern VARIABLE_NAME = Pattern.compile("\\s*[A-Za-z0-9_.:]+\\s*");

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Attribute> attributes = new LinkedHashSet<>();
    private final Set<String> conditions = new LinkedHashSet<>();

    private References() {}

    /** Refers to, in either branch of every If. */
    public static References in(JsonNode node) {
        var references = new References();
        references.visit(node);
        return references;
    }

    /** What Ref and Sub name: resources, parameters, pseudo-parameters. */
    public Set<String> names() {
        return names;
    }

    public Set<Attribute> attributes() {
        return attributes;
    }

    /** Ids of resources (and names of parameters) that are referred to in any way. */
    public Set<String> all() {
        var all = new TreeSet<>(names);
        attributes.forEach(attribute -> all.add(attribute.logicalId));
        return all;
    }

    /** Every name that the template refers to must exist in it; AWS checks that before anything is created. */
    static void check(Template template) {
        var known = new TreeSet<>(template.parameters().keySet());
        template.conditions().forEach((name, condition) -> {
            var references = in(condition);
            refuse(references.all(), known::contains,
                    "Unresolved dependencies %s. Cannot reference resources in the Conditions block of the template");
            refuse(references.conditions, template.conditions()::containsKey,
                    "Unresolved condition dependency %1 in the Conditions block of the template");
        });
        known.addAll(template.resources().keySet());
        template.resources().values().forEach(resource -> {
            var references = in(resource.properties());
            check(template, references, known, "Resources");
            refuse(resource.dependsOn(), template.resources()::containsKey,
                    "Unresolved resource dependencies %s in the Resources block of the template");
            refuse(resource.condition().stream().toList(), template.conditions()::containsKey,
                    "Unresolved condition dependency %1 in the Resources block of the template");
        });
        template.outputs().values().forEach(output -> {
            check(template, in(output.value()), known, "Outputs");
            output.exportName().ifPresent(name -> check(template, in(name), known, "Outputs"));
            refuse(output.condition().stream().toList(), template.conditions()::containsKey,
                    "Unresolved condition dependency %1 in the Outputs block of the template");
        });
    }

    private static void check(Template template, References references, Set<String> known, String block) {
        for (var attribute : references.attributes) {
            if (!template.resources().containsKey(attribute.logicalId)) {
                throw new AwsError("ValidationError", "Template error: instance of Fn::GetAtt references undefined"
                        + " resource " + attribute.logicalId);
            }
        }
        refuse(references.names, known::contains,
                "Unresolved resource dependencies %s in the " + block + " block of the template");
        refuse(references.conditions, template.conditions()::containsKey,
                "Unresolved condition dependency %1 in the " + block + " block of the template");
    }

    /** AWS names all missing resources ({@code %s} in the text), but of the conditions the first ({@code %1}). */
    private static void refuse(Iterable<String> names, Predicate<String> known, String text) {
        var unknown = new ArrayList<String>();
        names.forEach(name -> {
            if (!known.test(name) && !PseudoParameters.NAMES.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw Template.format(text.replace("%s", unknown.toString()).replace("%1", unknown.getFirst()));
        }
    }

    private void visit(JsonNode node) {
        if (node.isObject() && node.size() == 1) {
            var name = node.fieldNames().next();
            var argument = node.get(name);
            switch (name) {
                case "Ref" -> {
                    if (!argument.isTextual()) {
                        throw new AwsError("ValidationError",
                                "Template error: every Ref object must have a single String value.");
                    }
                    names.add(argument.textValue());
                }
                case "Condition" -> {
                    if (argument.isTextual()) {
                        conditions.add(argument.textValue());
                    } else {
                        visit(argument);
                    }
                }
                case "Fn::GetAtt" -> attributes.add(attribute(argument));
                case "Fn::Sub" -> substitution(argument);
                case "Fn::If" -> {
                    conditions.add(Intrinsics.argument(name, argument, 0).asText());
                    argument.forEach(this::visit);
                }
                default -> {
                    if (name.startsWith("Fn::") && !Intrinsics.NAMES.contains(name)) {
                        throw Template.format("Unrecognized intrinsic function " + name);
                    }
                    visit(argument);
                }
            }
            return;
        }
        node.forEach(this::visit);
    }

    /** Attribute and resource of a GetAtt, given as a list or as {@code "Resource.Attribute"}. */
    static Attribute attribute(JsonNode argument) {
        List<String> parts = argument.isTextual()
                ? List.of(argument.textValue().split("\\.", 2))
                : Template.texts(argument);
        if (parts.size() != 2 || parts.contains("")) {
            throw new AwsError("ValidationError", "Template error: every Fn::GetAtt object requires two non-empty"
                    + " parameters, the resource name and the resource attribute");
        }
        return new Attribute(parts.get(0), parts.get(1));
    }

    private void substitution(JsonNode argument) {
        var given = new LinkedHashMap<String, JsonNode>(
                argument.isArray() ? Map.copyOf(fields(argument.path(1))) : Map.of());
        given.values().forEach(this::visit);
        var matcher = VARIABLE.matcher(Intrinsics.subText(argument));
        while (matcher.find()) {
            var name = matcher.group(1);
            if (!VARIABLE_NAME.matcher(name).matches()) {
                throw new AwsError("ValidationError", "Template error: variable names in Fn::Sub syntax must contain"
                        + " only alphanumeric characters, underscores, periods, and colons");
            }
            var bare = name.strip();
            if (given.containsKey(bare)) {
                continue;
            }
            if (bare.contains(".")) {
                attributes.add(new Attribute(bare.substring(0, bare.indexOf('.')),
                        bare.substring(bare.indexOf('.') + 1)));
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
