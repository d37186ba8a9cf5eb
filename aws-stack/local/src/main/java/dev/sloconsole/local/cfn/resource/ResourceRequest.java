package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.RandomText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a resource is to be.
 *
 * @param properties evaluated, as the template writes them (PascalCase)
 * @param stackTags tags of the whole stack, which its resources inherit
 */
public record ResourceRequest(
        String stackName, String stackId, String logicalId, ObjectNode properties, Map<String, String> stackTags) {

    String text(String property) {
        return properties.path(property).asText();
    }

    Optional<String> optional(String property) {
        return Optional.of(properties.path(property))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText);
    }

    /** The name given, or one as CloudFormation makes it: stack, logical id and twelve random characters. */
    String nameOr(String property) {
        return optional(property).orElseGet(() -> {
            var start = stackName + "-" + logicalId;
            return start.substring(0, Math.min(start.length(), 51)) + "-" + random(12);
        });
    }

    /**
     * The properties with all the tags that the resource is to carry: its own, which win, the stack's, and those that
     * CloudFormation adds to what it makes.
     */
    ObjectNode withStackTags() {
        var tags = new LinkedHashMap<String, String>();
        properties
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        stackTags.forEach(tags::putIfAbsent);
        tags.put("aws:cloudformation:stack-name", stackName);
        tags.put("aws:cloudformation:stack-id", stackId);
        tags.put("aws:cloudformation:logical-id", logicalId);
        var tagged = properties.deepCopy();
        ArrayNode list = tagged.putArray("Tags");
        tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return tagged;
    }

    static String random(int length) {
        return RandomText.of(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    }
}
