package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A template that was read and is sound in itself: its sections are known, every name that is referred to exists. What
 * depends on parameter values or on resource types is checked later.
 *
 * @param body the text as it was given
 * @param conditions in an order in which each comes after those that it is made of
 */
public record Template(
        String body,
        Optional<String> formatVersion,
        Optional<String> description,
        Optional<JsonNode> metadata,
        Map<String, Parameter> parameters,
        Map<String, Rules.Rule> rules,
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

    /** Reads YAML or JSON; whatever is wrong is a ValidationError in AWS's words. */
    public static Template read(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new AwsError(
                    "ValidationError",
                    "1 validation error detected: Value '" + body.substring(0, 60)
                            + "...' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal"
                            + " to " + MAX_BYTES);
        }
        var template = new Sections(TemplateReader.read(body)).template(body);
        ReferenceCheck.of(template);
        return template;
    }

    /**
     * Refuses resources that wait for each other whatever the parameters say; {@link Evaluation#dependencies} finds the
     * other circles.
     */
    public void refuseCircle() {
        Dependencies.refuseCircle(this);
    }

    /** A resource that is known to be declared. */
    public ResourceDeclaration resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId)).orElseThrow();
    }

    /** Every attribute of a resource that the template asks for. */
    public Set<References.Attribute> attributes() {
        var attributes = new LinkedHashSet<References.Attribute>();
        resources
                .values()
                .forEach(
                        one -> attributes.addAll(References.in(one.properties()).attributes()));
        outputs.values()
                .forEach(one -> attributes.addAll(References.in(one.value()).attributes()));
        return attributes;
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
        return Optional.of(node.path(key))
                .filter(value -> !value.isMissingNode())
                .map(JsonNode::asText);
    }

    /** A fault in the form of the template. */
    static AwsError format(String what) {
        return new AwsError("ValidationError", "Template format error: " + what);
    }

    /** A fault in the use of a function. */
    static AwsError error(String what) {
        return new AwsError("ValidationError", "Template error: " + what);
    }
}
