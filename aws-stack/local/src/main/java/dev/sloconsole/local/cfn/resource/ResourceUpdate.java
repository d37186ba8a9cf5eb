package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A change of a resource that stays the same one.
 *
 * @param wanted the resource as it is to be, all its properties
 * @param physicalId of the resource, which it keeps
 * @param attributes of the resource so far
 * @param before its properties so far; after an update that failed, what that tried for
 * @param stackTagsBefore the tags that its stack gave it so far
 */
public record ResourceUpdate(
        ResourceRequest wanted,
        String physicalId,
        Map<String, String> attributes,
        ObjectNode before,
        Map<String, String> stackTagsBefore) {

    boolean changes(String property) {
        return !wanted.properties().path(property).equals(before.path(property));
    }

    /**
     * Brings the tags that the resource carries to those that are wanted, its own and its stack's.
     *
     * @param remove told the keys that are to go, unless there are none
     * @param set told the tags that are new or have another value, unless there are none
     */
    void tags(Consumer<List<String>> remove, Consumer<Map<String, String>> set) {
        var old = tags(before, stackTagsBefore);
        var changed = tags(wanted.properties(), wanted.stackTags());
        var gone =
                old.keySet().stream().filter(key -> !changed.containsKey(key)).toList();
        changed.entrySet().removeIf(tag -> tag.getValue().equals(old.get(tag.getKey())));
        if (!gone.isEmpty()) {
            remove.accept(gone);
        }
        if (!changed.isEmpty()) {
            set.accept(changed);
        }
    }

    private static Map<String, String> tags(ObjectNode properties, Map<String, String> ofStack) {
        var tags = new LinkedHashMap<>(ofStack);
        Json.items(properties, "Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    /** It is as wanted, with the attributes it has. */
    Progress done() {
        return new Progress.Done(physicalId, attributes);
    }
}
