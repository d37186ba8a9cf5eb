package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A template with its parameter values: says which conditions hold and which resources take part, and turns expressions
 * into values as resources come to exist.
 */
public final class Evaluation {

    /** What the resources that exist so far give to Ref and GetAtt. */
    public interface Resources {

        /** No resource exists yet. */
        Resources NONE = new Resources() {
            @Override
            public Optional<JsonNode> reference(String logicalId) {
                return Optional.empty();
            }

            @Override
            public Optional<JsonNode> attribute(String logicalId, String name) {
                return Optional.empty();
            }
        };

        Optional<JsonNode> reference(String logicalId);

        Optional<JsonNode> attribute(String logicalId, String name);
    }

    private final Template template;
    private final Map<String, String> parameters;
    private final PseudoParameters pseudo;
    private final Resources resources;
    private final Set<String> conditionsInWork = new LinkedHashSet<>();

    public Evaluation(
            Template template, Map<String, String> parameters, PseudoParameters pseudo, Resources resources) {
        this.template = template;
        this.parameters = parameters;
        this.pseudo = pseudo;
        this.resources = resources;
    }

    /** The same with every NoEcho value masked: for what is shown rather than done. */
    public Evaluation masked() {
        var shown = new LinkedHashMap<>(parameters);
        template.parameters().values().stream()
                .filter(Parameter::noEcho)
                .forEach(parameter -> shown.put(parameter.name(), Parameter.MASK));
        return new Evaluation(template, shown, pseudo, resources);
    }

    /**
     * For every resource whose condition holds, the resources it must wait for, in the template's order.
     *
     * @throws AwsError a ValidationError for a circle, or for a reference to a resource that does not take part
     */
    public Map<String, Set<String>> dependencies() {
        var active = new LinkedHashSet<String>();
        template.resources().values().stream()
                .filter(resource -> resource.condition().map(this::condition).orElse(true))
                .forEach(resource -> active.add(resource.logicalId()));
        var dependencies = new LinkedHashMap<String, Set<String>>();
        for (var id : active) {
            var resource = template.resource(id);
            var needed = new TreeSet<>(References.in(pruned(resource.properties())).all());
            needed.retainAll(template.resources().keySet());
            refuseInactive(needed, active, "Resources");
            resource.dependsOn().stream().filter(active::contains).forEach(needed::add);
            dependencies.put(id, needed);
        }
        outputs().values().forEach(output -> {
            var needed = new TreeSet<>(References.in(pruned(output.value())).all());
            needed.retainAll(template.resources().keySet());
            refuseInactive(needed, active, "Outputs");
        });
        refuseCircle(dependencies);
        return dependencies;
    }

    /** The outputs whose condition holds. */
    public Map<String, Template.OutputDeclaration> outputs() {
        var outputs = new LinkedHashMap<String, Template.OutputDeclaration>();
        template.outputs().forEach((key, output) -> {
            if (output.condition().map(this::condition).orElse(true)) {
                outputs.put(key, output);
            }
        });
        return outputs;
    }

    /** Whether a condition of the template holds. */
    public boolean condition(String name) {
        var expression = Optional.ofNullable(template.conditions().get(name)).orElseThrow(() ->
                Template.format("Unresolved condition dependency " + name + " in the Resources block of the template"));
        if (!conditionsInWork.add(name)) {
            throw Template.format("Circular dependencies for conditions: " + conditionsInWork);
        }
        try {
            return truth(expression);
        } finally {
            conditionsInWork.remove(name);
        }
    }

    /** The value of an expression: plain data without intrinsics; nothing is left where AWS::NoValue stood. */
    public JsonNode value(JsonNode node) {
        if (node.isArray()) {
            var values = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> {
                var value = value(item);
                if (!value.isMissingNode()) {
                    values.add(value);
                }
            });
            return values;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1) {
            var name = object.fieldNames().next();
            if (name.equals("Ref")) {
                return reference(object.get(name).asText());
            }
            var intrinsic = Intrinsics.named(name);
            if (intrinsic.isPresent()) {
                return intrinsic.get().apply(this, object.get(name));
            }
        }
        var values = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(entry -> {
            var value = value(entry.getValue());
            if (!value.isMissingNode()) {
                values.set(entry.getKey(), value);
            }
        });
        return values;
    }

    /** The value of an expression that must be text. */
    public String text(JsonNode node) {
        var value = value(node);
        if (!value.isValueNode()) {
            throw new AwsError("ValidationError", "Template error: expected a string, but found " + node);
        }
        return value.asText();
    }

    boolean truth(JsonNode expression) {
        if (expression.isObject() && expression.size() == 1 && expression.path("Condition").isTextual()) {
            return condition(expression.path("Condition").textValue());
        }
        return value(expression).asBoolean();
    }

    JsonNode reference(String name) {
        return pseudo.value(name)
                .or(() -> Optional.ofNullable(template.parameters().get(name))
                        .map(parameter -> parameter.reference(parameters.getOrDefault(name, ""))))
                .or(() -> resources.reference(name))
                .orElseThrow(() -> Template.format(
                        "Unresolved resource dependencies [" + name + "] in the Resources block of the template"));
    }

    JsonNode attribute(References.Attribute attribute) {
        return resources.attribute(attribute.logicalId(), attribute.name())
                .orElseThrow(() -> new AwsError("ValidationError", "Template error: resource " + attribute.logicalId()
                        + " does not support attribute type " + attribute.name() + " in Fn::GetAtt"));
    }

    String region() {
        return pseudo.region();
    }

    JsonNode mappings() {
        return template.mappings();
    }

    /** The branches that its Ifs choose; everything else as it is. */
    private JsonNode pruned(JsonNode node) {
        if (node.isObject() && node.size() == 1 && node.has("Fn::If")) {
            var branches = node.get("Fn::If");
            var holds = condition(Intrinsics.argument("Fn::If", branches, 0).asText());
            return pruned(Intrinsics.argument("Fn::If", branches, holds ? 1 : 2));
        }
        if (node.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(pruned(item)));
            return items;
        }
        if (node instanceof ObjectNode object) {
            var fields = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> fields.set(entry.getKey(), pruned(entry.getValue())));
            return fields;
        }
        return node;
    }

    private static void refuseInactive(Set<String> needed, Set<String> active, String block) {
        var inactive = needed.stream().filter(id -> !active.contains(id)).toList();
        if (!inactive.isEmpty()) {
            throw Template.format("Unresolved resource dependencies " + inactive + " in the " + block
                    + " block of the template");
        }
    }

    /** Takes away what has nothing left to wait for, until nothing moves; what remains waits for itself. */
    private static void refuseCircle(Map<String, Set<String>> dependencies) {
        var remaining = new LinkedHashMap<String, Set<String>>();
        dependencies.forEach((id, needed) -> remaining.put(id, new TreeSet<>(needed)));
        boolean moved = true;
        while (moved) {
            moved = remaining.entrySet().removeIf(entry ->
                    entry.getValue().stream().noneMatch(remaining::containsKey));
        }
        moved = true;
        while (moved) {
            moved = remaining.keySet().removeIf(id ->
                    remaining.values().stream().noneMatch(needed -> needed.contains(id)));
        }
        if (!remaining.isEmpty()) {
            throw new AwsError("ValidationError",
                    "Circular dependency between resources: " + new TreeSet<>(remaining.keySet()));
        }
    }
}
