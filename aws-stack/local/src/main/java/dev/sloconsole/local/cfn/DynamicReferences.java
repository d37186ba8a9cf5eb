package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.template.Template;
import dev.sloconsole.local.secrets.SecretReference;
import dev.sloconsole.local.secrets.Secrets;
import dev.sloconsole.local.wire.AwsError;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dynamic references: <code>{{resolve:secretsmanager:ID:SecretString:JSON-KEY:STAGE:VERSION}}</code> in a property is
 * the secret's value by the time that the resource is made. The stack keeps and shows the reference, never the value.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">AWS</a>
 */
final class DynamicReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([^:{}]*):?([^{}]*)}}");

    private final Secrets secrets;

    DynamicReferences(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Refuses those that can never be resolved, before anything is made.
     *
     * @throws AwsError ValidationError
     */
    static void check(Template template) {
        // What a Sub still has to put in may be anything, so it is looked at without its variables.
        template.resources().values().forEach(resource -> check(resource.properties()));
        template.outputs().values().forEach(output -> check(output.value()));
    }

    private static void check(JsonNode node) {
        REFERENCE
                .matcher(node.toString().replaceAll("\\$\\{[^{}]*}", "x"))
                .results()
                .forEach(found -> checkService(found.group(), found.group(1)));
    }

    private static void checkService(String reference, String service) {
        switch (service) {
            case "secretsmanager" -> {}
            case "ssm", "ssm-secure" ->
                throw new AwsError(
                        "ValidationError",
                        "The local cloud has no Parameter Store" + " for the dynamic reference " + reference
                                + "; on AWS this template is valid.");
            default ->
                throw new AwsError(
                        "ValidationError",
                        "Template error: the dynamic reference " + reference
                                + " names no service. Use secretsmanager, ssm or ssm-secure.");
        }
    }

    /**
     * The properties with their references resolved.
     *
     * @throws AwsError with the first that cannot be
     */
    ObjectNode resolved(ObjectNode properties) {
        return properties.toString().contains("{{resolve:") ? object(properties) : properties;
    }

    private ObjectNode object(JsonNode node) {
        var object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), value(field.getValue())));
        return object;
    }

    private JsonNode value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> array.add(value(one)));
            return array;
        }
        return node.isTextual()
                ? JsonNodeFactory.instance.textNode(REFERENCE
                        .matcher(node.textValue())
                        .replaceAll(found -> Matcher.quoteReplacement(resolved(found))))
                : node;
    }

    private String resolved(MatchResult found) {
        checkService(found.group(), found.group(1));
        return secrets.ofTemplate(SecretReference.ofTemplate(found.group(2))
                .filter(reference -> !reference.secretId().isEmpty())
                .orElseThrow(() -> new AwsError(
                        "ValidationError",
                        "Template error: the dynamic reference " + found.group()
                                + " is malformed. It must name a secret, and SecretString behind it.")));
    }
}
