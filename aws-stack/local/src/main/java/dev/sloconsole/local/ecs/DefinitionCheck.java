package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.ecs.ContainerDefinition.Condition;
import dev.sloconsole.local.ecs.ContainerDefinition.Dependency;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What RegisterTaskDefinition refuses. */
final class DefinitionCheck {

    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private DefinitionCheck() {}

    /** @throws dev.sloconsole.local.wire.AwsError ClientException, with the first thing that is wrong */
    static List<ContainerDefinition> containers(ObjectNode request) {
        var family = Json.required(request, "family",
                () -> Refusals.client("Family should not be null or empty."));
        if (!FAMILY.matcher(family).matches()) {
            throw Refusals.client("Family contains invalid characters.");
        }
        var containers = Json.items(request, "containerDefinitions").stream().map(ContainerDefinition::of).toList();
        if (containers.isEmpty()) {
            throw Refusals.client("Container list cannot be empty.");
        }
        if (containers.stream().noneMatch(ContainerDefinition::essential)) {
            throw Refusals.client("At least one container must be marked as essential.");
        }
        var names = new HashSet<String>();
        for (var container : containers) {
            if (!names.add(container.name())) {
                throw Refusals.client("Container names should be unique: " + container.name() + ".");
            }
        }
        dependencies(containers);
        if (Json.strings(request, "requiresCompatibilities").contains("FARGATE")) {
            requireFargate(request, containers);
        }
        return containers;
    }

    private static void dependencies(List<ContainerDefinition> containers) {
        for (var container : containers) {
            for (var dependency : container.dependsOn()) {
                var other = containers.stream().filter(c -> c.name().equals(dependency.container())).findFirst();
                if (other.isEmpty() || reaches(containers, dependency, container.name(), 0)) {
                    throw Refusals.client("Invalid container dependency: " + container.name() + " depends on "
                            + dependency.container() + ".");
                }
                boolean mustEnd = dependency.condition() == Condition.COMPLETE
                        || dependency.condition() == Condition.SUCCESS;
                if (mustEnd && other.get().essential()) {
                    throw Refusals.client("Invalid container dependency: an essential container cannot be waited for"
                            + " to reach " + dependency.condition() + ": " + dependency.container() + ".");
                }
                if (dependency.condition() == Condition.HEALTHY && other.get().healthCheck().isEmpty()) {
                    throw Refusals.client("Invalid container dependency: condition HEALTHY needs a health check on"
                            + " container " + dependency.container() + ".");
                }
            }
        }
    }

    private static boolean reaches(List<ContainerDefinition> all, Dependency from, String to, int depth) {
        if (from.container().equals(to) || depth > all.size()) {
            return from.container().equals(to);
        }
        return all.stream()
                .filter(c -> c.name().equals(from.container()))
                .flatMap(c -> c.dependsOn().stream())
                .anyMatch(next -> reaches(all, next, to, depth + 1));
    }

    private static void requireFargate(ObjectNode request, List<ContainerDefinition> containers) {
        if (!request.path("networkMode").asText().equals("awsvpc")) {
            throw Refusals.client("Fargate only supports network mode ‘awsvpc’.");
        }
        var cpu = Json.required(request, "cpu",
                () -> Refusals.client("Fargate requires that 'cpu' be defined at the task level."));
        var memory = Json.required(request, "memory",
                () -> Refusals.client("Fargate requires that 'memory' be defined at the task level."));
        if (!FargateSizes.exist(cpu, memory)) {
            throw Refusals.client("No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                    + " memory. See the Amazon ECS documentation for the valid values.");
        }
        if (containers.stream().anyMatch(c -> c.logs().isPresent())
                && Json.text(request, "executionRoleArn").isEmpty()) {
            throw Refusals.client("Fargate requires task definition to have execution role ARN to support log driver"
                    + " awslogs.");
        }
        if (containers.stream().anyMatch(c -> !c.secrets().isEmpty())
                && Json.text(request, "executionRoleArn").isEmpty()) {
            throw Refusals.client("When you are specifying container secrets, you must also specify a value for"
                    + " 'executionRoleArn'.");
        }
    }

    /** Whether a definition fits Fargate, asked for or not. */
    static boolean fargate(ObjectNode request) {
        return request.path("networkMode").asText().equals("awsvpc")
                && FargateSizes.exist(request.path("cpu").asText(), request.path("memory").asText());
    }
}
