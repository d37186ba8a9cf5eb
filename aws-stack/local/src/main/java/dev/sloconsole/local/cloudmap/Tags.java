package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The tags of namespaces and services, by ARN. */
final class Tags {

    /** So many tags may a resource have. */
    private static final int MOST = 50;

    private final Predicate<String> exists;
    private final Map<String, SortedMap<String, String>> tags = new HashMap<>();

    /** @param exists whether there is a resource with an ARN */
    Tags(Predicate<String> exists) {
        this.exists = exists;
    }

    /** The tags in a request. */
    static SortedMap<String, String> in(JsonNode request) {
        var found = new TreeMap<String, String>();
        for (var tag : Json.items(request, "Tags")) {
            found.put(Input.required(tag, "Key"), tag.path("Value").asText());
        }
        return found;
    }

    /** Sets tags; those that are there already keep their values unless they are named again. */
    void add(String arn, SortedMap<String, String> more) {
        var all = new TreeMap<>(tags.getOrDefault(arn, new TreeMap<>()));
        all.putAll(more);
        if (all.size() > MOST) {
            throw new AwsError(
                    400,
                    "TooManyTagsException",
                    "The list of tags on the resource is over the quota. The maximum number of tags that can be"
                            + " applied to a resource is " + MOST + ".",
                    Map.of("ResourceName", arn));
        }
        tags.put(arn, all);
    }

    void remove(String arn) {
        tags.remove(arn);
    }

    ObjectNode tagResource(ObjectNode request) {
        add(known(request), in(request));
        return Json.object();
    }

    ObjectNode untagResource(ObjectNode request) {
        var arn = known(request);
        Json.strings(request, "TagKeys")
                .forEach(key -> tags.getOrDefault(arn, new TreeMap<>()).remove(key));
        return Json.object();
    }

    ObjectNode listTagsForResource(ObjectNode request) {
        var found = Json.array();
        tags.getOrDefault(known(request), new TreeMap<>())
                .forEach((key, value) -> found.addObject().put("Key", key).put("Value", value));
        return Json.object().set("Tags", found);
    }

    private String known(ObjectNode request) {
        var arn = Input.required(request, "ResourceARN");
        if (!exists.test(arn)) {
            throw new AwsError("ResourceNotFoundException", "The resource can't be found: " + arn);
        }
        return arn;
    }
}
