package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container of a task definition, as far as running it goes.
 *
 * @param secrets from variable to where its value comes from
 * @param ports container ports
 * @param mounts from container path to volume
 * @param startTimeout after its start, how long others wait for what they need of it
 */
record ContainerDefinition(
        String name,
        String image,
        boolean essential,
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> secrets,
        List<Integer> ports,
        List<Dependency> dependsOn,
        Map<String, String> mounts,
        Optional<HealthCheck> healthCheck,
        Optional<Duration> startTimeout,
        Duration stopTimeout,
        Optional<LogConfiguration> logs) {

    private static final long DEFAULT_STOP_SECONDS = 30;

    /** What must have become of another container first. */
    enum Condition {
        START,
        COMPLETE,
        SUCCESS,
        HEALTHY
    }

    /** A container waits for another. */
    record Dependency(String container, Condition condition) {}

    static ContainerDefinition of(JsonNode node) {
        var name = Json.required(
                node, "name", () -> new AwsError("ClientException", "Container.name should not be null or empty."));
        var image = Json.required(
                node, "image", () -> new AwsError("ClientException", "Container.image should not be null or empty."));
        var mounts = new LinkedHashMap<String, String>();
        for (var mount : Json.items(node, "mountPoints")) {
            mounts.put(
                    mount.path("containerPath").asText(),
                    mount.path("sourceVolume").asText());
        }
        return new ContainerDefinition(
                name,
                image,
                node.path("essential").asBoolean(true),
                Json.strings(node, "entryPoint"),
                Json.strings(node, "command"),
                pairs(node, "environment", "value"),
                pairs(node, "secrets", "valueFrom"),
                Json.items(node, "portMappings").stream()
                        .map(p -> p.path("containerPort").asInt())
                        .toList(),
                Json.items(node, "dependsOn").stream()
                        .map(ContainerDefinition::dependency)
                        .toList(),
                mounts,
                HealthCheck.of(node),
                node.has("startTimeout")
                        ? Optional.of(
                                Duration.ofSeconds(node.path("startTimeout").asLong()))
                        : Optional.empty(),
                Duration.ofSeconds(node.path("stopTimeout").asLong(DEFAULT_STOP_SECONDS)),
                LogConfiguration.of(node));
    }

    /** The same with another command, unless that is empty, and with some variables more. */
    ContainerDefinition with(List<String> otherCommand, Map<String, String> moreEnvironment) {
        var merged = new LinkedHashMap<>(environment);
        merged.putAll(moreEnvironment);
        return new ContainerDefinition(
                name,
                image,
                essential,
                entryPoint,
                otherCommand.isEmpty() ? command : otherCommand,
                merged,
                secrets,
                ports,
                dependsOn,
                mounts,
                healthCheck,
                startTimeout,
                stopTimeout,
                logs);
    }

    private static Dependency dependency(JsonNode node) {
        var condition = node.path("condition").asText();
        try {
            return new Dependency(node.path("containerName").asText(), Condition.valueOf(condition));
        } catch (IllegalArgumentException e) {
            throw new AwsError("ClientException", "Invalid container dependency condition: " + condition);
        }
    }

    private static Map<String, String> pairs(JsonNode node, String field, String value) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : Json.items(node, field)) {
            pairs.put(pair.path("name").asText(), pair.path(value).asText());
        }
        return pairs;
    }
}
