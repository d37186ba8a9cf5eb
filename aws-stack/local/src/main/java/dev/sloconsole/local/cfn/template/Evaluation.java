package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A template with its parameter values: says which conditions hold and which resources take part, and turns expressions
 * into values as resources come to exist. One thread uses it.
 */
public final class Evaluation {

    /** What the resources that exist so far give to Ref and GetAtt, and other stacks to ImportValue. */
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

        /** What another stack exports under a name. */
        default Optional<JsonNode> export(String name) {
            return Optional.empty();
        }
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Template template;
    private final Map<String, String> parameters;
    private final PseudoParameters pseudo;
    private final Resources resources;
    private final boolean masking;
    private final Map<String, JsonNode> references = new HashMap<>();
    private final Map<String, Boolean> conditions;
    private boolean conditionsInWork;

    public Evaluation(Template template, Map<String, String> parameters, PseudoParameters pseudo, Resources resources) {
        this(template, parameters, pseudo, resources, false, new HashMap<>());
    }

    private Evaluation(
            Template template,
            Map<String, String> parameters,
            PseudoParameters pseudo,
            Resources resources,
            boolean masking,
            Map<String, Boolean> conditions) {
        this.template = template;
        this.parameters = parameters;
        this.pseudo = pseudo;
        this.resources = resources;
        this.masking = masking;
        this.conditions = conditions;
    }

    /**
     * The same with every NoEcho value masked: for what is shown rather than done. Conditions are those of the real
     * values, and a function that can do nothing with the mask gives the mask.
     */
    public Evaluation masked() {
        evaluateConditions();
        return new Evaluation(
                template, Parameter.shown(template.parameters(), parameters), pseudo, resources, true, conditions);
    }

    /**
     * For every resource whose condition holds, the resources it must wait for, in the template's order.
     *
     * @throws AwsError a ValidationError for a rule that does not hold, for a circle, or for a reference to a resource
     *     that does not take part
     */
    public Map<String, Set<String>> dependencies() {
        Rules.hold(template.rules(), this);
        evaluateConditions();
        return Dependencies.of(template, this);
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

    /** The name that an output is exported by. */
    public String exportName(String key, JsonNode expression) {
        var name = outputText(key, expression);
        Sections.refuseExportName(key, name);
        return name;
    }

    /** The value of an output: text, as everything that leaves a stack. */
    public String outputText(String key, JsonNode expression) {
        var value = value(expression);
        if (!value.isValueNode()) {
            throw Template.format("Output " + key
                    + " is malformed. The Value field of every Outputs member must evaluate to a String.");
        }
        return value.asText();
    }

    /** Whether a condition of the template holds. */
    public boolean condition(String name) {
        evaluateConditions();
        return Optional.ofNullable(conditions.get(name))
                .orElseThrow(() -> Template.error("unresolved condition dependency " + name + " in Fn::If"));
    }

    /** The value of an expression: plain data without intrinsics; nothing is left where AWS::NoValue stood. */
    public JsonNode value(JsonNode node) {
        if (node.isArray()) {
            var values = NODES.arrayNode();
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
        var function = Signatures.function(node).orElse("");
        if (function.equals("Ref")) {
            return reference(object.path(function).asText());
        }
        if (!function.isEmpty()) {
            return applied(function, object.path(function));
        }
        var values = NODES.objectNode();
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
            throw Template.error("expected a string, but found " + node);
        }
        return value.asText();
    }

    /** The branches that its Ifs choose; everything else as it is. */
    JsonNode pruned(JsonNode node) {
        if (Signatures.function(node).filter("Fn::If"::equals).isPresent()) {
            var branches = node.path("Fn::If");
            return pruned(branches.path(condition(branches.path(0).asText()) ? 1 : 2));
        }
        if (node.isArray()) {
            var items = NODES.arrayNode();
            node.forEach(item -> items.add(pruned(item)));
            return items;
        }
        if (node instanceof ObjectNode object) {
            var fields = NODES.objectNode();
            object.properties().forEach(entry -> fields.set(entry.getKey(), pruned(entry.getValue())));
            return fields;
        }
        return node;
    }

    /** Whether a boolean function gives true. */
    boolean truth(String function, JsonNode arguments) {
        return switch (function) {
            case "Condition" -> condition(arguments.asText());
            case "Fn::Equals" -> comparable(arguments.path(0)).equals(comparable(arguments.path(1)));
            case "Fn::Not" -> !truth(arguments.path(0));
            case "Fn::And" -> {
                boolean all = true;
                for (var term : arguments) {
                    all &= truth(term);
                }
                yield all;
            }
            case "Fn::Or" -> {
                boolean any = false;
                for (var term : arguments) {
                    any |= truth(term);
                }
                yield any;
            }
            default ->
                throw Template.format("Conditions can only be boolean operations on parameters and other conditions");
        };
    }

    JsonNode reference(String name) {
        var known = references.get(name);
        if (known != null) {
            return known;
        }
        var value = pseudo.value(name)
                .or(() -> Optional.ofNullable(template.parameters().get(name))
                        .map(parameter -> parameter.reference(parameters.getOrDefault(name, ""))));
        value.ifPresent(node -> references.put(name, node));
        return value.or(() -> resources.reference(name))
                .orElseThrow(() -> Template.format(
                        "Unresolved resource dependencies [" + name + "] in the Resources block of the template"));
    }

    JsonNode attribute(References.Attribute attribute) {
        return resources
                .attribute(attribute.logicalId(), attribute.name())
                .orElseThrow(() -> Template.error("resource " + attribute.logicalId()
                        + " does not support attribute type " + attribute.name() + " in Fn::GetAtt"));
    }

    /** The names that an expression imports, in the branches that its Ifs choose. */
    public Set<String> imports(JsonNode expression) {
        return References.in(pruned(expression)).imports().stream()
                .map(this::text)
                .collect(Collectors.toSet());
    }

    JsonNode imported(String name) {
        return resources
                .export(name)
                .orElseThrow(() -> new AwsError("ValidationError", "No export named " + name + " found."));
    }

    String region() {
        return pseudo.region();
    }

    JsonNode mappings() {
        return template.mappings();
    }

    private JsonNode applied(String function, JsonNode argument) {
        var intrinsic = Intrinsics.named(function)
                .orElseThrow(() -> Template.format("Unrecognized intrinsic function " + function));
        try {
            return intrinsic.apply(this, argument);
        } catch (AwsError e) {
            if (masking) {
                return NODES.textNode(Parameter.MASK);
            }
            throw e;
        }
    }

    private boolean truth(JsonNode term) {
        var function = term.fieldNames().hasNext() ? term.fieldNames().next() : "";
        return truth(function, term.path(function));
    }

    private String comparable(JsonNode operand) {
        var value = value(operand);
        if (!value.isValueNode()) {
            throw Signatures.wrongArgument("Fn::Equals");
        }
        return value.asText();
    }

    /** All of them, in an order in which each finds those that it needs. */
    private void evaluateConditions() {
        if (conditionsInWork
                || conditions.keySet().containsAll(template.conditions().keySet())) {
            return;
        }
        conditionsInWork = true;
        try {
            template.conditions().forEach((name, expression) -> conditions.put(name, truth(expression)));
        } finally {
            conditionsInWork = false;
        }
    }
}
