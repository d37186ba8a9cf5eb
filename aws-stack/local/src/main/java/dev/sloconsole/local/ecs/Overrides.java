package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What RunTask changes in a task definition for one run: commands and environments of containers. Other overrides are
 * shown, but change nothing.
 *
 * @param described as the request gave it
 */
record Overrides(ObjectNode described) {

    static final Overrides NONE = new Overrides(Json.object());

    /** @throws AwsError InvalidParameterException for a container that the definition does not have */
    static Overrides of(ObjectNode request, List<ContainerDefinition> containers) {
        if (!(request.path("overrides") instanceof ObjectNode given)) {
            return NONE;
        }
        for (var override : Json.items(given, "containerOverrides")) {
            var name = override.path("name").asText();
            if (containers.stream().noneMatch(c -> c.name().equals(name))) {
                throw new AwsError(
                        "InvalidParameterException",
                        "Override for container named " + name + " is not a container in the TaskDefinition.");
            }
        }
        return new Overrides(given.deepCopy());
    }

    /** The definitions with what is overridden. */
    List<ContainerDefinition> apply(List<ContainerDefinition> containers) {
        var changed = new ArrayList<>(containers);
        for (var override : Json.items(described, "containerOverrides")) {
            var name = override.path("name").asText();
            Map<String, String> environment = new HashMap<>();
            Json.items(override, "environment")
                    .forEach(pair -> environment.put(
                            pair.path("name").asText(), pair.path("value").asText()));
            changed.replaceAll(c -> c.name().equals(name) ? c.with(Json.strings(override, "command"), environment) : c);
        }
        return changed;
    }

    /** As DescribeTasks shows them: one entry for each container, overridden or not. */
    ObjectNode shown(List<ContainerDefinition> containers) {
        var node = described.deepCopy();
        var given = Json.items(described, "containerOverrides");
        var shown = node.putArray("containerOverrides");
        containers.forEach(container -> shown.add(given.stream()
                .filter(o -> o.path("name").asText().equals(container.name()))
                .findFirst()
                .orElseGet(() -> Json.object().put("name", container.name()))
                .deepCopy()));
        node.putArray("inferenceAcceleratorOverrides");
        return node;
    }
}
