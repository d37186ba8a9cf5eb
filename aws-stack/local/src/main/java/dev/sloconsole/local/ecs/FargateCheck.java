package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a task definition cannot run on Fargate, if it cannot, in AWS's words where they are known. */
final class FargateCheck {

    private static final int LONGEST_TIMEOUT = 120;
    private static final List<String> NOT_OF_CONTAINERS = List.of("privileged", "dockerSecurityOptions");
    private static final List<String> NOT_OF_LINUX =
            List.of("devices", "sharedMemorySize", "tmpfs", "maxSwap", "swappiness");

    private FargateCheck() {}

    /** Why it does not fit, whatever it may need to be started. */
    static Optional<String> problem(JsonNode definition) {
        if (!definition.path("networkMode").asText().equals("awsvpc")) {
            return Optional.of("Fargate only supports network mode ‘awsvpc’.");
        }
        for (var field : List.of("cpu", "memory")) {
            if (Json.text(definition, field).isEmpty()) {
                return Optional.of("Fargate requires that '" + field + "' be defined at the task level.");
            }
        }
        var cpu = definition.path("cpu").asText();
        var memory = definition.path("memory").asText();
        if (!FargateSizes.exist(cpu, memory)) {
            return Optional.of(noSuchSize(cpu, memory));
        }
        return Json.items(definition, "containerDefinitions").stream()
                .flatMap(container -> ofContainer(container).stream())
                .findFirst()
                .or(() -> ofVolumes(definition))
                .or(() -> ContainerCheck.isSet(definition.path("placementConstraints"))
                        ? Optional.of(unsupported("placementConstraints"))
                        : Optional.empty());
    }

    static String noSuchSize(String cpu, String memory) {
        return "No Fargate configuration exists for given values: " + cpu + " CPU, " + memory
                + " memory. See the Amazon ECS documentation for the valid values.";
    }

    private static String unsupported(String what) {
        return "Fargate compatible task definitions do not support " + what;
    }

    private static Optional<String> ofContainer(JsonNode container) {
        for (var field : NOT_OF_CONTAINERS) {
            if (ContainerCheck.isSet(container.path(field))) {
                return Optional.of(unsupported(field));
            }
        }
        var linux = container.path("linuxParameters");
        for (var field : NOT_OF_LINUX) {
            if (ContainerCheck.isSet(linux.path(field))) {
                return Optional.of(unsupported(field));
            }
        }
        if (Json.strings(linux.path("capabilities"), "add").stream().anyMatch(one -> !one.equals("SYS_PTRACE"))) {
            return Optional.of(unsupported("adding capabilities other than SYS_PTRACE"));
        }
        if (Json.items(container, "ulimits").stream()
                .anyMatch(one -> !one.path("name").asText().equals("nofile"))) {
            return Optional.of(unsupported("ulimits other than nofile"));
        }
        return ofTimes(container).or(() -> ofLog(container));
    }

    private static Optional<String> ofTimes(JsonNode container) {
        for (var field : List.of("startTimeout", "stopTimeout")) {
            if (container.path(field).asInt(0) > LONGEST_TIMEOUT) {
                return Optional.of("Invalid '" + field + "' setting for container '"
                        + container.path("name").asText() + "'. On Fargate it must not be greater than "
                        + LONGEST_TIMEOUT + ".");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofLog(JsonNode container) {
        var log = container.path("logConfiguration");
        var driver = log.path("logDriver").asText("awslogs");
        if (!driver.equals("awslogs")) {
            return Optional.of(unsupported("log driver " + driver));
        }
        return log.isObject()
                        && log.path("options")
                                .path("awslogs-stream-prefix")
                                .asText()
                                .isEmpty()
                ? Optional.of("Log driver awslogs requires options: awslogs-stream-prefix")
                : Optional.empty();
    }

    private static Optional<String> ofVolumes(JsonNode definition) {
        for (var volume : Json.items(definition, "volumes")) {
            if (ContainerCheck.isSet(volume.path("host").path("sourcePath"))) {
                return Optional.of(unsupported("sourcePath"));
            }
            if (ContainerCheck.isSet(volume.path("dockerVolumeConfiguration"))) {
                return Optional.of(unsupported("dockerVolumeConfiguration"));
            }
        }
        return Optional.empty();
    }

    /** What Fargate's own agent may not do for it without an execution role. */
    static Optional<String> missingRole(JsonNode definition) {
        if (Json.text(definition, "executionRoleArn").isPresent()) {
            return Optional.empty();
        }
        for (var container : Json.items(definition, "containerDefinitions")) {
            if (container.path("logConfiguration").path("logDriver").asText().equals("awslogs")) {
                return Optional.of("Fargate requires task definition to have execution role ARN to support log driver"
                        + " awslogs.");
            }
            if (!Json.items(container, "secrets").isEmpty()) {
                return Optional.of("When you are specifying container secrets, you must also specify a value for"
                        + " 'executionRoleArn'.");
            }
            if (container.path("image").asText().matches("\\d{12}\\.dkr\\.ecr\\..*")) {
                return Optional.of(
                        "Fargate requires task definition to have execution role ARN to support ECR" + " images.");
            }
        }
        return Optional.empty();
    }

    /** Of a request that says what it must be able to run on. */
    static boolean isRequired(JsonNode request) {
        return Set.copyOf(Json.strings(request, "requiresCompatibilities")).contains("FARGATE");
    }
}
