package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * From a template's properties to a service's request. Templates write PascalCase and may give numbers and booleans as
 * text (a Ref to a parameter always is text); the services want their own case and real JSON types.
 */
final class ApiShape {

    private static final Set<String> NUMBERS = Set.of("Base", "ContainerPort", "DesiredCount", "FailureThreshold",
            "HardLimit", "HealthCheckGracePeriodSeconds", "HostPort", "Interval", "MaximumPercent",
            "MemoryReservation", "MinimumHealthyPercent", "Retries", "SizeInGiB", "SoftLimit", "StartPeriod",
            "StartTimeout", "StopTimeout", "TTL", "Timeout", "Weight");
    private static final Set<String> BOOLEANS = Set.of("Enable", "EnableECSManagedTags", "EnableExecuteCommand",
            "Essential", "Privileged", "PseudoTerminal", "ReadOnly", "ReadonlyRootFilesystem", "Rollback");
    /** A task's cpu and memory are text in ECS, a container's are numbers. */
    private static final Set<String> NUMBERS_OF_A_CONTAINER = Set.of("Cpu", "Memory");
    /** Maps whose keys are the user's own, which keep their case and their text. */
    private static final Set<String> FREE_MAPS = Set.of("DockerLabels", "DriverOpts", "Labels", "Options",
            "ServiceAttributes");

    private ApiShape() {}

    /** ECS: the first letter of every key is lower case. */
    static ObjectNode camelCase(ObjectNode properties) {
        return object(properties, true, false);
    }

    /** Cloud Map: keys as in the template. */
    static ObjectNode pascalCase(ObjectNode properties) {
        return object(properties, false, false);
    }

    private static ObjectNode object(ObjectNode properties, boolean lower, boolean container) {
        var object = JsonNodeFactory.instance.objectNode();
        properties.properties().forEach(entry -> {
            var key = entry.getKey();
            var name = lower ? Character.toLowerCase(key.charAt(0)) + key.substring(1) : key;
            object.set(name, FREE_MAPS.contains(key)
                    ? texts(entry.getValue())
                    : value(key, entry.getValue(), lower, container || key.equals("ContainerDefinitions")));
        });
        return object;
    }

    private static JsonNode value(String key, JsonNode value, boolean lower, boolean container) {
        if (value instanceof ObjectNode object) {
            return object(object, lower, container);
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> array.add(value("", item, lower, container)));
            return array;
        }
        var text = value.asText();
        if (NUMBERS.contains(key) || (container && NUMBERS_OF_A_CONTAINER.contains(key))) {
            return text.matches("-?\\d{1,18}") ? JsonNodeFactory.instance.numberNode(Long.parseLong(text)) : value;
        }
        if (BOOLEANS.contains(key)) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
        }
        return JsonNodeFactory.instance.textNode(text);
    }

    private static JsonNode texts(JsonNode map) {
        var object = JsonNodeFactory.instance.objectNode();
        map.properties().forEach(entry -> object.put(entry.getKey(), entry.getValue().asText()));
        return object;
    }
}
