package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
import dev.sloconsole.local.ground.Json;
import java.util.List;
import java.util.Optional;

/**
 * What a task is to be, as a service's deployment or RunTask asks for it.
 *
 * @param startedBy the deployment's id, or what the caller of RunTask says
 * @param group {@code service:} and the service, {@code family:} and the family, or what the caller says
 * @param capacityProvider empty where a launch type was asked for
 * @param network the {@code awsvpcConfiguration}
 */
record TaskOrder(
        String cluster,
        TaskDefinition definition,
        Optional<ServiceRow> service,
        Optional<String> startedBy,
        String group,
        Optional<String> capacityProvider,
        JsonNode network,
        Overrides overrides,
        ArrayNode tags) {

    List<String> subnets() {
        return Json.strings(network, "subnets");
    }

    boolean isPublic() {
        return network.path("assignPublicIp").asText().equals("ENABLED");
    }
}
