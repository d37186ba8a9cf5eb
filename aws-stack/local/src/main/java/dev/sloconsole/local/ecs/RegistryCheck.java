package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
import dev.sloconsole.local.ground.Json;
import java.util.regex.Pattern;

/** What CreateService and UpdateService refuse of {@code serviceRegistries}: services of Cloud Map, one at most. */
final class RegistryCheck {

    private static final Pattern ARN = Pattern.compile("arn:aws:servicediscovery:[a-z0-9-]+:\\d{12}:service/[\\w-]+");

    private final CloudMap cloudMap;

    RegistryCheck(CloudMap cloudMap) {
        this.cloudMap = cloudMap;
    }

    /** @throws dev.sloconsole.local.wire.AwsError InvalidParameterException, with the first thing that is wrong */
    void check(ObjectNode request, TaskDefinition definition) {
        var registries = Json.items(request, "serviceRegistries");
        if (registries.size() > 1) {
            throw Refusals.invalid("serviceRegistries cannot have more than 1 element.");
        }
        registries.forEach(registry -> check(registry, definition));
    }

    private void check(JsonNode registry, TaskDefinition definition) {
        var arn = registry.path("registryArn").asText();
        if (!ARN.matcher(arn).matches()) {
            throw Refusals.invalid("The format of the supplied service registry ARN is invalid: " + arn + ".");
        }
        var records = cloudMap.recordTypes(arn)
                .orElseThrow(() -> Refusals.invalid("The specified service registry was not found: " + arn
                        + ". Specify a valid service registry and try" + " again."));
        boolean container = registry.has("containerName") || registry.has("containerPort");
        if (registry.has("port") && container) {
            throw Refusals.invalid("Specify a value for either 'port' or the 'containerName' and 'containerPort'"
                    + " combination, but not both. Remove one and retry.");
        }
        if (records.contains("SRV")) {
            checkPort(registry, definition);
        } else if (records.contains("A")) {
            for (var field : new String[] {"port", "containerPort", "containerName"}) {
                if (registry.has(field)) {
                    throw Refusals.invalid("The values specified for serviceRegistries do not require a value for '"
                            + field + "'. Remove the value and retry.");
                }
            }
        }
    }

    /** SRV records name a port: one that is given, or one of a container of the task. */
    private static void checkPort(JsonNode registry, TaskDefinition definition) {
        if (registry.has("port")) {
            return;
        }
        if (!registry.has("containerName") || !registry.has("containerPort")) {
            throw Refusals.invalid("When specifying a service registry with SRV records, specify a value for either"
                    + " 'port' or the 'containerName' and 'containerPort' combination and retry.");
        }
        var name = registry.path("containerName").asText();
        int port = registry.path("containerPort").asInt();
        var container = definition.containers().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Refusals.invalid("The container " + name + " does not exist in the task definition."));
        if (!container.ports().contains(port)) {
            throw Refusals.invalid("The container " + name + " did not have a container port " + port + " defined.");
        }
    }
}
