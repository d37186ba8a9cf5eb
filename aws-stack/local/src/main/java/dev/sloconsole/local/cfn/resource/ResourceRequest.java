package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * What is to be created.
 *
 * @param properties evaluated, as the template writes them (PascalCase)
 * @param stackTags tags of the whole stack, which its resources inherit
 */
public record ResourceRequest(
        String stackName, String logicalId, ObjectNode properties, Map<String, String> stackTags) {

    String text(String property) {
        return properties.path(property).asText();
    }

    Optional<String> optional(String property) {
        return Optional.of(properties.path(property)).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    /** The name given, or one as CloudFormation makes it: stack, logical id and twelve random characters. */
    String nameOr(String property) {
        return optional(property).orElseGet(() -> {
            var start = stackName + "-" + logicalId;
            return start.substring(0, Math.min(start.length(), 51)) + "-" + random(12);
        });
    }

    /** The properties with the stack's tags added to the resource's own, which win. */
    ObjectNode withStackTags() {
        var tagged = properties.deepCopy();
        ArrayNode tags = tagged.withArray("/Tags");
        stackTags.forEach((key, value) -> {
            for (var tag : tags) {
                if (tag.path("Key").asText().equals(key)) {
                    return;
                }
            }
            tags.addObject().put("Key", key).put("Value", value);
        });
        if (tags.isEmpty()) {
            tagged.remove("Tags");
        }
        return tagged;
    }

    static String random(int length) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        return ThreadLocalRandom.current()
                .ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
