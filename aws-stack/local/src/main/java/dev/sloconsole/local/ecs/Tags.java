package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations on the tags of clusters, services, tasks and task definitions; all share one form. */
final class Tags {

    private static final int MOST = 50;

    private final Function<String, Optional<ArrayNode>> byArn;

    /** @param byArn the tags of a resource, to be changed in place */
    Tags(Function<String, Optional<ArrayNode>> byArn) {
        this.byArn = byArn;
    }

    ObjectNode list(ObjectNode request) {
        return Json.object().set("tags", of(request).deepCopy());
    }

    ObjectNode tag(ObjectNode request) {
        var tags = of(request);
        var all = tags.deepCopy();
        Json.items(request, "tags").forEach(tag -> {
            remove(all, List.of(tag.path("key").asText()));
            all.add(tag.deepCopy());
        });
        if (all.valueStream().filter(tag -> !isAws(tag.path("key").asText())).count() > MOST) {
            throw Refusals.invalid("Tags cannot have more than " + MOST + " elements.");
        }
        tags.removeAll().addAll(all);
        return Json.object();
    }

    ObjectNode untag(ObjectNode request) {
        var keys = Json.strings(request, "tagKeys");
        keys.stream().filter(Tags::isAws).findFirst().ifPresent(key -> {
            throw Refusals.invalid("Tags that begin with 'aws:' cannot be removed: '" + key + "'.");
        });
        remove(of(request), keys);
        return Json.object();
    }

    private ArrayNode of(ObjectNode request) {
        var arn = Json.required(
                request,
                "resourceArn",
                () -> new AwsError("InvalidParameterException", "Resource ARN cannot be null or empty."));
        return byArn.apply(arn)
                .orElseThrow(
                        () -> new AwsError("InvalidParameterException", "The specified resource is not found: " + arn));
    }

    private static boolean isAws(String key) {
        return key.startsWith("aws:");
    }

    private static void remove(ArrayNode tags, List<String> keys) {
        for (int i = tags.size() - 1; i >= 0; i--) {
            if (keys.contains(tags.path(i).path("key").asText())) {
                tags.remove(i);
            }
        }
    }

    /** A request's tags, or none. */
    static ArrayNode given(ObjectNode request) {
        return request.path("tags") instanceof ArrayNode tags ? tags.deepCopy() : Json.array();
    }

    /** Whether a request wants to see tags. */
    static boolean wanted(JsonNode request) {
        return Json.strings(request, "include").contains("TAGS");
    }
}
