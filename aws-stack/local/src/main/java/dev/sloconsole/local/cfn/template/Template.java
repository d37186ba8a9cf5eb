package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A template that was read and is sound in itself: its sections are known, every name that is referred to exists. What
 * depends on parameter values or on resource types is checked later.
 *
 * @param body the text as it was given
 */
public record Template(
        String body,
        Optional<String> description,
        Map<String, Parameter> parameters,
        JsonNode mappings,
        Map<String, JsonNode> conditions,
        Map<String, ResourceDeclaration> resources,
        Map<String, OutputDeclaration> outputs) {

    /** CloudFormation's limit for a template in the request itself. */
    public static final int MAX_BYTES = 51_200;

    /**
     * A resource as the template declares it.
     *
     * @param properties with their intrinsics, not evaluated
     * @param retained whether DeletionPolicy says to keep it
     * @param retainedWhenReplaced whether UpdateReplacePolicy says to keep what an update puts another in the place of
     */
    public record ResourceDeclaration(
            String logicalId,
            String type,
            ObjectNode properties,
            Set<String> dependsOn,
            Optional<String> condition,
            boolean retained,
            boolean retainedWhenReplaced) {}

    /** An output as the template declares it. */
    public record OutputDeclaration(
            String key,
            JsonNode value,
            Optional<String> description,
            Optional<JsonNode> exportName,
            Optional<String> condition) {}

    private static final Set<String> SECTIONS = Set.of("AWSTemplateFormatVersion", "Description", "Metadata",
            "Parameters", "Rules", "Mappings", "Conditions", "Transform", "Resources", "Outputs");
    private static final Set<String> RESOURCE_KEYS = Set.of("Type", "Properties", "DependsOn", "Condition", "Metadata",
            "DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy", "UpdatePolicy");
    private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");

    /** Reads YAML or JSON; whatever is wrong is a ValidationError in AWS's words. */
    public static Template read(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new AwsError("ValidationError", "1 validation error detected: Value '" + body.substring(0, 60)
                    + "...' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal"
                    + " to " + MAX_BYTES);
        }
        var root = TemplateReader.read(body);
        var unknown = new ArrayList<String>();
        root.fieldNames().forEachRemaining(name -> {
            if (!SECTIONS.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw format("Invalid template property or properties " + unknown);
        }
        var version = root.path("AWSTemplateFormatVersion");
        if (!version.isMissingNode() && !version.asText().equals("2010-09-09")) {
            throw format("unsupported value for AWSTemplateFormatVersion.");
        }
        if (root.has("Transform")) {
            throw format("the local cloud runs no transforms, and this template asks for " + root.get("Transform"));
        }
        if (!(root.path("Resources") instanceof ObjectNode resources) || resources.isEmpty()) {
            throw format("At least one Resources member must be defined.");
        }
        var template = new Template(
                body,
                Optional.of(root.path("Description")).filter(JsonNode::isTextual).map(JsonNode::textValue),
                section(root, "Parameters", Parameter::read),
                root.path("Mappings"),
                section(root, "Conditions", (name, node) -> node),
                section(root, "Resources", Template::resource),
                section(root, "Outputs", Template::output));
        References.check(template);
        return template;
    }

    /** A resource that is known to be declared. */
    public ResourceDeclaration resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId)).orElseThrow();
    }

    /** Every attribute of a resource that the template asks for. */
    public Set<References.Attribute> attributes() {
        var attributes = new LinkedHashSet<References.Attribute>();
        resources.values().forEach(one -> attributes.addAll(References.in(one.properties()).attributes()));
        outputs.values().forEach(one -> attributes.addAll(References.in(one.value()).attributes()));
        return attributes;
    }

    private static <T> Map<String, T> section(ObjectNode root, String name, BiFunction<String, JsonNode, T> each) {
        var section = root.path(name);
        var entries = new LinkedHashMap<String, T>();
        if (section.isMissingNode()) {
            return entries;
        }
        if (!(section instanceof ObjectNode)) {
            throw format(name + " must be an object.");
        }
        section.properties().forEach(entry -> {
            refuseNull("/" + name, entry.getKey(), entry.getValue());
            entries.put(entry.getKey(), each.apply(entry.getKey(), entry.getValue()));
        });
        return entries;
    }

    private static void refuseNull(String path, String key, JsonNode value) {
        if (value.isNull()) {
            throw format("[" + path + "/" + key + "] 'null' values are not allowed in templates");
        }
        value.properties().forEach(entry -> refuseNull(path + "/" + key, entry.getKey(), entry.getValue()));
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                refuseNull(path + "/" + key, Integer.toString(i), value.get(i));
            }
        }
    }

    private static ResourceDeclaration resource(String logicalId, JsonNode node) {
        if (!ALPHANUMERIC.matcher(logicalId).matches()) {
            throw format("Resource name " + logicalId + " is non alphanumeric.");
        }
        if (!(node instanceof ObjectNode declaration) || !declaration.path("Type").isTextual()) {
            throw format("[/Resources/" + logicalId + "] Every Resources object must contain a Type member.");
        }
        declaration.fieldNames().forEachRemaining(key -> {
            if (!RESOURCE_KEYS.contains(key)) {
                throw new AwsError("ValidationError", "Invalid template resource property '" + key + "'");
            }
        });
        var properties = declaration.path("Properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            throw format("[/Resources/" + logicalId + "/Properties] Properties must be an object.");
        }
        return new ResourceDeclaration(
                logicalId,
                declaration.path("Type").textValue(),
                properties instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode(),
                new TreeSet<>(texts(declaration.path("DependsOn"))),
                text(declaration, "Condition"),
                declaration.path("DeletionPolicy").asText().equals("Retain"),
                declaration.path("UpdateReplacePolicy").asText().equals("Retain"));
    }

    private static OutputDeclaration output(String key, JsonNode node) {
        if (!ALPHANUMERIC.matcher(key).matches()) {
            throw format("Output name " + key + " is non alphanumeric.");
        }
        if (!node.has("Value")) {
            throw format("Every Outputs member must contain a Value object");
        }
        return new OutputDeclaration(key, node.path("Value"), text(node, "Description"),
                Optional.of(node.path("Export").path("Name")).filter(name -> !name.isMissingNode()),
                text(node, "Condition"));
    }

    static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node.isArray()) {
            node.forEach(item -> texts.add(item.asText()));
        } else if (!node.isMissingNode()) {
            texts.add(node.asText());
        }
        return texts;
    }

    static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key)).filter(value -> !value.isMissingNode()).map(JsonNode::asText);
    }

    static AwsError format(String what) {
        return new AwsError("ValidationError", "Template format error: " + what);
    }
}
