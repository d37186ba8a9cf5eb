package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.ContainerDefinition.Condition;
import dev.sloconsole.local.ecs.ContainerDefinition.Dependency;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** What RegisterTaskDefinition refuses. */
final class DefinitionCheck {

    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern ROLE = Pattern.compile("(arn:[^:]+:iam::\\d{12}:role/(?:[!-~]+/)?)?[\\w+=,.@-]{1,64}");
    private static final int MOST_CONTAINERS = 10;
    private static final int LEAST_STORAGE = 21;
    private static final int MOST_STORAGE = 200;
    private static final Set<String> WINDOWS = Set.of(
            "WINDOWS_SERVER_2019_FULL",
            "WINDOWS_SERVER_2019_CORE",
            "WINDOWS_SERVER_2016_FULL",
            "WINDOWS_SERVER_2004_CORE",
            "WINDOWS_SERVER_2022_CORE",
            "WINDOWS_SERVER_2022_FULL",
            "WINDOWS_SERVER_2025_CORE",
            "WINDOWS_SERVER_2025_FULL",
            "WINDOWS_SERVER_20H2_CORE");

    private DefinitionCheck() {}

    /** @throws AwsError ClientException, with the first thing that is wrong */
    static List<ContainerDefinition> containers(ObjectNode request) {
        var family = Json.required(request, "family", () -> Refusals.client("Family should not be null or empty."));
        if (!FAMILY.matcher(family).matches()) {
            throw Refusals.client("Family contains invalid characters.");
        }
        boolean awsvpc = request.path("networkMode").asText().equals("awsvpc");
        var nodes = Json.items(request, "containerDefinitions");
        if (nodes.size() > MOST_CONTAINERS) {
            throw Refusals.client("Container list cannot have more than " + MOST_CONTAINERS + " elements.");
        }
        nodes.forEach(node -> ContainerCheck.check(node, awsvpc));
        var containers = nodes.stream().map(ContainerDefinition::of).toList();
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
        volumes(request, nodes);
        sizes(request, nodes);
        if (awsvpc) {
            sharedPorts(containers);
        }
        roles(request);
        platform(request);
        if (FargateCheck.isRequired(request)) {
            FargateCheck.problem(request)
                    .or(() -> FargateCheck.missingRole(request))
                    .ifPresent(problem -> {
                        throw Refusals.client(problem);
                    });
        }
        return containers;
    }

    private static void dependencies(List<ContainerDefinition> containers) {
        for (var container : containers) {
            for (var dependency : container.dependsOn()) {
                var other = containers.stream()
                        .filter(c -> c.name().equals(dependency.container()))
                        .findFirst()
                        .orElseThrow(() -> Refusals.client("Cannot depend on container + '" + dependency.container()
                                + "' because it does not exist"));
                if (reaches(containers, dependency, container.name(), 0)) {
                    throw Refusals.client("Container dependencies should not have a cycle");
                }
                boolean mustEnd =
                        dependency.condition() == Condition.COMPLETE || dependency.condition() == Condition.SUCCESS;
                if (mustEnd && other.essential()) {
                    throw Refusals.client("A dependency container with SUCCESS or COMPLETE condition cannot be an"
                            + " essential container");
                }
                if (dependency.condition() == Condition.HEALTHY
                        && other.healthCheck().isEmpty()) {
                    throw Refusals.client("A dependency container with HEALTHY condition must have a health check: '"
                            + other.name() + "' has none");
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

    private static void volumes(ObjectNode request, List<JsonNode> containers) {
        var names = new HashSet<String>();
        for (var volume : Json.items(request, "volumes")) {
            var name = volume.path("name").asText();
            if (!FAMILY.matcher(name).matches()) {
                throw Refusals.client("Volume name contains invalid characters or is empty: '" + name + "'.");
            }
            if (!names.add(name)) {
                throw Refusals.client("Volume names should be unique: " + name + ".");
            }
        }
        for (var container : containers) {
            var paths = new HashSet<String>();
            for (var mount : Json.items(container, "mountPoints")) {
                var volume = mount.path("sourceVolume").asText();
                if (!names.contains(volume)) {
                    throw Refusals.client("Unknown volume '" + volume + "'.");
                }
                var path = mount.path("containerPath").asText();
                if (path.isEmpty() || !paths.add(path)) {
                    throw Refusals.client("Invalid 'containerPath' setting for container '"
                            + container.path("name").asText() + "'. It must be there, and not twice: '" + path + "'.");
                }
            }
        }
    }

    private static void sizes(ObjectNode request, List<JsonNode> containers) {
        var cpu = size(request, "cpu");
        var memory = size(request, "memory");
        if (cpu.isPresent() && sum(containers, "cpu") > cpu.getAsInt()) {
            throw Refusals.client(
                    "The sum of all container 'cpu' values cannot be greater than the value of the task" + " 'cpu'.");
        }
        if (memory.isEmpty()) {
            containers.stream()
                    .filter(c -> !c.has("memory") && !c.has("memoryReservation"))
                    .findFirst()
                    .ifPresent(c -> {
                        throw Refusals.client("Invalid setting for container '"
                                + c.path("name").asText()
                                + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
                    });
            return;
        }
        if (sum(containers, "memoryReservation") > memory.getAsInt()) {
            throw Refusals.client("The sum of all container 'memoryReservation' values cannot be greater than the"
                    + " value of the task 'memory'.");
        }
        containers.stream()
                .filter(c -> c.path("memory").asInt(0) > memory.getAsInt())
                .findFirst()
                .ifPresent(c -> {
                    throw Refusals.client("Invalid 'memory' setting for container '"
                            + c.path("name").asText()
                            + "'. It must not be greater than the value of the task 'memory'.");
                });
    }

    private static long sum(List<JsonNode> containers, String field) {
        return containers.stream().mapToLong(c -> c.path(field).asLong(0)).sum();
    }

    private static OptionalInt size(ObjectNode request, String field) {
        if (Json.text(request, field).isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(FargateSizes.amount(request.path(field).asText())
                .orElseThrow(() -> Refusals.client("Invalid '" + field
                        + "' setting for task. For more information, see the Troubleshooting section of"
                        + " the Amazon ECS Developer Guide.")));
    }

    /** The containers of a task share one network interface, and so its ports. */
    private static void sharedPorts(List<ContainerDefinition> containers) {
        var taken = new HashSet<Integer>();
        for (var container : containers) {
            for (int port : container.ports()) {
                if (!taken.add(port)) {
                    throw Refusals.client("Invalid 'portMappings' setting for container '" + container.name()
                            + "'. When networkMode=awsvpc, container port " + port
                            + " can be mapped by one container only.");
                }
            }
        }
    }

    /** Of a definition, or of what a run overrides in one. */
    static void ephemeralStorage(ObjectNode holder) {
        if (holder.path("ephemeralStorage").isObject()) {
            int size = holder.path("ephemeralStorage").path("sizeInGiB").asInt(0);
            if (size < LEAST_STORAGE || size > MOST_STORAGE) {
                throw Refusals.client("Invalid 'ephemeralStorage.sizeInGiB' setting for task. It must be between "
                        + LEAST_STORAGE + " and " + MOST_STORAGE + ".");
            }
        }
    }

    /** A role is named, or given by its ARN; of a definition, or of what a run overrides in one. */
    static void roles(ObjectNode holder) {
        for (var field : List.of("executionRoleArn", "taskRoleArn")) {
            var role = Json.text(holder, field);
            if (role.isPresent() && !ROLE.matcher(role.get()).matches()) {
                throw Refusals.client("Role is not valid: '" + role.get() + "' as '" + field + "'.");
            }
        }
    }

    private static void platform(ObjectNode request) {
        ephemeralStorage(request);
        var system =
                request.path("runtimePlatform").path("operatingSystemFamily").asText("LINUX");
        if (WINDOWS.contains(system)) {
            throw Refusals.client("The local cloud has no operating system family " + system
                    + "; on AWS this task definition is valid. Use LINUX here.");
        }
        if (!system.equals("LINUX")) {
            throw Refusals.client("Invalid 'operatingSystemFamily' setting for task: " + system + ".");
        }
    }
}
