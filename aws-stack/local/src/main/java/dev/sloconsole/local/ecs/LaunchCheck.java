package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What CreateService, UpdateService and RunTask refuse alike: where and how tasks are to run. */
final class LaunchCheck {

    private static final Set<String> LAUNCH_TYPES = Set.of("EC2", "FARGATE", "EXTERNAL");

    private final Function<String, Optional<SubnetRange>> subnets;

    LaunchCheck(Function<String, Optional<SubnetRange>> subnets) {
        this.subnets = subnets;
    }

    /** Whether a request is for Fargate, which is all that the local cloud has. */
    static boolean onFargate(ObjectNode request) {
        var type = request.path("launchType").asText("EC2");
        return type.equals("FARGATE") || Json.items(request, "capacityProviderStrategy").stream()
                .anyMatch(one -> one.path("capacityProvider").asText().startsWith("FARGATE"));
    }

    /** @throws dev.sloconsole.local.wire.AwsError with the first thing that is wrong */
    void check(ObjectNode request, TaskDefinition definition) {
        var type = request.path("launchType").asText("EC2");
        if (!LAUNCH_TYPES.contains(type)) {
            throw Refusals.client("Launch type should be one of [EC2, FARGATE, EXTERNAL].");
        }
        if (request.has("launchType") && !Json.items(request, "capacityProviderStrategy").isEmpty()) {
            throw Refusals.invalid("Specifying both a launch type and capacity provider strategy is not supported."
                    + " Remove one and try again.");
        }
        if (onFargate(request) && !definition.fargate()) {
            throw Refusals.invalid("Task definition does not support launch_type FARGATE.");
        }
        var network = request.path("networkConfiguration").path("awsvpcConfiguration");
        if (definition.awsvpc() && Json.strings(network, "subnets").isEmpty()) {
            throw Refusals.invalid(
                    "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!definition.awsvpc() && !network.isMissingNode()) {
            throw Refusals.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
        Json.strings(network, "subnets").stream().filter(id -> subnets.apply(id).isEmpty()).findFirst()
                .ifPresent(id -> {
                    throw Refusals.invalid("Error retrieving subnet information for ["
                            + String.join(", ", Json.strings(network, "subnets")) + "]: The subnet ID '" + id
                            + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
                });
    }
}
