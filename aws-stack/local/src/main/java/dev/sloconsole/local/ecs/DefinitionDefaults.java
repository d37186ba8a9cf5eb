package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sloconsole.local.ground.Json;
import java.util.List;
import java.util.TreeSet;

/** What AWS adds to a task definition that does not say it, as DescribeTaskDefinition then shows. */
final class DefinitionDefaults {

    private static final List<String> EMPTY_LISTS =
            List.of("portMappings", "environment", "mountPoints", "volumesFrom", "systemControls");
    private static final String ATTRIBUTE = "ecs.capability.";
    private static final String OLD_ATTRIBUTE = "com.amazonaws.ecs.capability.";

    private DefinitionDefaults() {}

    /** Completes a definition that was found to be valid. */
    static void fill(ObjectNode definition) {
        for (var size : List.of("cpu", "memory")) {
            FargateSizes.amount(definition.path(size).asText())
                    .ifPresent(amount -> definition.put(size, Integer.toString(amount)));
        }
        boolean awsvpc = definition.path("networkMode").asText().equals("awsvpc");
        definition.withArray("/containerDefinitions").forEach(container -> fill((ObjectNode) container, awsvpc));
        for (var volume : definition.withArray("/volumes")) {
            if (volume instanceof ObjectNode named && named.size() == 1) {
                named.putObject("host");
            }
        }
        definition.withArray("/placementConstraints");
        var attributes = definition.putArray("requiresAttributes");
        attributes(definition).forEach(name -> attributes.addObject().put("name", name));
    }

    private static void fill(ObjectNode container, boolean awsvpc) {
        container.putIfAbsent("cpu", IntNode.valueOf(0));
        container.putIfAbsent("essential", BooleanNode.TRUE);
        EMPTY_LISTS.forEach(list -> container.putIfAbsent(list, Json.array()));
        for (var mapping : container.path("portMappings")) {
            var node = (ObjectNode) mapping;
            node.putIfAbsent("hostPort", awsvpc ? node.get("containerPort") : IntNode.valueOf(0));
            node.putIfAbsent("protocol", TextNode.valueOf("tcp"));
        }
        if (container.path("logConfiguration") instanceof ObjectNode log) {
            log.putIfAbsent("secretOptions", Json.array());
        }
        if (container.path("healthCheck") instanceof ObjectNode check) {
            check.putIfAbsent("interval", IntNode.valueOf(30));
            check.putIfAbsent("timeout", IntNode.valueOf(5));
            check.putIfAbsent("retries", IntNode.valueOf(3));
        }
    }

    /** What whoever runs it must be able to do, sorted. */
    private static TreeSet<String> attributes(ObjectNode definition) {
        var names = new TreeSet<String>();
        boolean role = Json.text(definition, "executionRoleArn").isPresent();
        names.add(OLD_ATTRIBUTE + "docker-remote-api.1.18");
        if (definition.path("networkMode").asText().equals("awsvpc")) {
            names.add(ATTRIBUTE + "task-eni");
        }
        if (Json.text(definition, "taskRoleArn").isPresent()) {
            names.add(OLD_ATTRIBUTE + "task-iam-role");
        }
        for (var container : definition.path("containerDefinitions")) {
            attributes(container, role, names);
        }
        return names;
    }

    private static void attributes(JsonNode container, boolean role, TreeSet<String> names) {
        if (container.path("logConfiguration").path("logDriver").asText().equals("awslogs")) {
            names.add(OLD_ATTRIBUTE + "docker-remote-api.1.19");
            names.add(OLD_ATTRIBUTE + "logging-driver.awslogs");
            if (role) {
                names.add(ATTRIBUTE + "execution-role-awslogs");
            }
        }
        if (container.has("healthCheck")) {
            names.add(ATTRIBUTE + "container-health-check");
        }
        if (container.path("dependsOn") instanceof ArrayNode order && !order.isEmpty()) {
            names.add(ATTRIBUTE + "container-ordering");
        }
        if (container.path("secrets") instanceof ArrayNode secrets && !secrets.isEmpty()) {
            names.add(ATTRIBUTE + "secrets.asm.environment-variables");
        }
    }
}
