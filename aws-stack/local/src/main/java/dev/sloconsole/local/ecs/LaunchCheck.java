package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.Clusters.Cluster;
import dev.sloconsole.local.ecs.TaskDefinitions.TaskDefinition;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What CreateService, UpdateService and RunTask refuse alike: where and how tasks are to run. */
final class LaunchCheck {

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_GROUPS = 5;
    private static final Set<String> PLATFORMS = Set.of("LATEST", "1.4.0", "1.3.0");
    private static final Set<String> LAUNCH_TYPES = Set.of("EC2", "FARGATE", "EXTERNAL");

    private final Function<String, Optional<SubnetRange>> subnets;

    private final Predicate<String> groups;

    /**
     * With what there is in the network.
     *
     * @param groups whether there is a security group with an id
     */
    LaunchCheck(Function<String, Optional<SubnetRange>> subnets, Predicate<String> groups) {
        this.subnets = subnets;
        this.groups = groups;
    }

    /** Whether a request is for Fargate, which is all that the local cloud has. */
    static boolean onFargate(ObjectNode request) {
        var type = request.path("launchType").asText("EC2");
        return type.equals("FARGATE") || !CapacityStrategy.of(request).items().isEmpty();
    }

    /** @throws dev.sloconsole.local.wire.AwsError with the first thing that is wrong */
    void check(ObjectNode request, TaskDefinition definition, Cluster cluster) {
        var type = request.path("launchType").asText("EC2");
        if (!LAUNCH_TYPES.contains(type)) {
            throw Refusals.client("Launch type should be one of [EC2, FARGATE, EXTERNAL].");
        }
        if (request.has("launchType")
                && !Json.items(request, "capacityProviderStrategy").isEmpty()) {
            throw Refusals.invalid("Specifying both a launch type and capacity provider strategy is not supported."
                    + " Remove one and try again.");
        }
        CapacityStrategy.of(request).checkUsable(cluster.capacityProviders());
        if (onFargate(request) && !definition.fargate()) {
            throw Refusals.invalid("Task definition does not support launch_type FARGATE.");
        }
        if (onFargate(request)) {
            FargateCheck.missingRole(definition.described()).ifPresent(problem -> {
                throw Refusals.client(problem);
            });
            checkFargate(request);
        }
        if (request.path("healthCheckGracePeriodSeconds").asInt(0) > 0) {
            throw Refusals.invalid(
                    "Health check grace period is only valid for services configured to use load" + " balancers");
        }
        var network = request.path("networkConfiguration").path("awsvpcConfiguration");
        if (definition.awsvpc() && Json.strings(network, "subnets").isEmpty()) {
            throw Refusals.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!definition.awsvpc() && !network.isMissingNode()) {
            throw Refusals.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
        checkNetwork(Json.strings(network, "subnets"), Json.strings(network, "securityGroups"));
    }

    private static void checkFargate(ObjectNode request) {
        if (!Json.items(request, "placementConstraints").isEmpty()) {
            throw Refusals.invalid("Placement constraints are not supported with FARGATE launch type.");
        }
        if (!Json.items(request, "placementStrategy").isEmpty()) {
            throw Refusals.invalid("Placement strategies are not supported with FARGATE launch type.");
        }
        if (request.path("schedulingStrategy").asText().equals("DAEMON")) {
            throw Refusals.invalid("The DAEMON scheduling strategy is not supported with FARGATE launch type.");
        }
        if (!PLATFORMS.contains(request.path("platformVersion").asText("LATEST"))) {
            throw new AwsError("PlatformUnknownException", "The specified platform version does not exist.");
        }
    }

    /** @throws AwsError InvalidParameterException for a token that is too long, or no text */
    static void checkToken(ObjectNode request, int most) {
        Json.text(request, "clientToken")
                .filter(token ->
                        token.length() > most || !PRINTABLE.matcher(token).matches())
                .ifPresent(token -> {
                    throw Refusals.invalid("clientToken must have at most " + most + " printable ASCII characters.");
                });
    }

    private void checkNetwork(List<String> subnetIds, List<String> groupIds) {
        if (subnetIds.size() > MOST_SUBNETS) {
            throw Refusals.invalid("subnets can have at most " + MOST_SUBNETS + " items.");
        }
        if (groupIds.size() > MOST_GROUPS) {
            throw Refusals.invalid("securityGroups can have at most " + MOST_GROUPS + " items.");
        }
        subnetIds.stream().filter(id -> subnets.apply(id).isEmpty()).findFirst().ifPresent(id -> {
            throw Refusals.invalid("Error retrieving subnet information for ["
                    + String.join(", ", subnetIds) + "]: The subnet ID '" + id
                    + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)");
        });
        groupIds.stream().filter(id -> !groups.test(id)).findFirst().ifPresent(id -> {
            throw Refusals.invalid("Error retrieving security group information for [" + String.join(", ", groupIds)
                    + "]: The security group '" + id + "' does not exist (ErrorCode: InvalidGroup.NotFound)");
        });
    }
}
