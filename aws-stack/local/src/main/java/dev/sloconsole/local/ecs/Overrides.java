package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
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

    private static final int LONGEST = 8_192;

    /** @throws AwsError with the first thing that AWS would refuse of a request's overrides */
    static Overrides of(ObjectNode request, TaskDefinition definition) {
        if (!(request.path("overrides") instanceof ObjectNode given)) {
            return NONE;
        }
        if (given.path("containerOverrides").toString().length() > LONGEST) {
            throw Refusals.invalid("Container Overrides length must be at most " + LONGEST);
        }
        checkSizes(given, definition.described());
        DefinitionCheck.roles(given);
        DefinitionCheck.ephemeralStorage(given);
        var containers = definition.containers();
        for (var override : Json.items(given, "containerOverrides")) {
            var name = override.path("name").asText();
            if (containers.stream().noneMatch(c -> c.name().equals(name))) {
                throw Refusals.invalid(
                        "Override for container named " + name + " is not a container in the TaskDefinition.");
            }
        }
        return new Overrides(given.deepCopy());
    }

    private static void checkSizes(ObjectNode given, ObjectNode definition) {
        var cpu = Json.text(given, "cpu").orElse(definition.path("cpu").asText());
        var memory = Json.text(given, "memory").orElse(definition.path("memory").asText());
        if ((given.has("cpu") || given.has("memory")) && !FargateSizes.exist(cpu, memory)) {
            throw Refusals.client(FargateCheck.noSuchSize(cpu, memory));
        }
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
