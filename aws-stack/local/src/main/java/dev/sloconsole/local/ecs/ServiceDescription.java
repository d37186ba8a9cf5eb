package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.ServiceRow.Status;
import dev.sloconsole.local.ground.Json;

/** Services in the shape of DescribeServices. */
final class ServiceDescription {

    private ServiceDescription() {}

    static ObjectNode of(ServiceRow service, String clusterArn, boolean withTags) {
        var request = service.request;
        var node = Json.object()
                .put("serviceArn", service.arn)
                .put("serviceName", service.name)
                .put("clusterArn", clusterArn)
                .put("status", service.status.name())
                .put("desiredCount", service.desiredCount)
                .put("runningCount", service.runningCount())
                .put("pendingCount", service.pendingCount())
                .put("platformVersion", request.path("platformVersion").asText(TaskDescription.PLATFORM))
                .put("platformFamily", "Linux")
                .put("schedulingStrategy", "REPLICA")
                .put("createdAt", Json.time(service.createdAt))
                .put(
                        "createdBy",
                        clusterArn.replaceFirst(":ecs:[^:]*:", ":iam::").replaceFirst(":cluster/.*$", ":user/local"))
                .put(
                        "enableECSManagedTags",
                        request.path("enableECSManagedTags").asBoolean(false))
                .put(
                        "enableExecuteCommand",
                        request.path("enableExecuteCommand").asBoolean(false))
                .put("propagateTags", request.path("propagateTags").asText("NONE"))
                .put(
                        "healthCheckGracePeriodSeconds",
                        request.path("healthCheckGracePeriodSeconds").asInt(0));
        launching(node, service);
        node.set("deploymentConfiguration", deploymentConfiguration(request));
        if (request.has("networkConfiguration")) {
            node.set("networkConfiguration", request.get("networkConfiguration").deepCopy());
        }
        if (withTags) {
            node.set("tags", Tags.given(request));
        }
        node.putArray("loadBalancers");
        node.set(
                "serviceRegistries",
                request.has("serviceRegistries")
                        ? request.get("serviceRegistries").deepCopy()
                        : Json.array());
        node.putArray("placementConstraints");
        node.putArray("placementStrategy");
        node.putObject("deploymentController").put("type", "ECS");
        var deployments = node.putArray("deployments");
        if (service.status != Status.INACTIVE) {
            service.deployments.forEach(d -> deployments.add(deployment(service, d)));
            service.deployments.stream().findFirst().ifPresent(d -> node.put("taskDefinition", d.definition.arn()));
        }
        var events = node.putArray("events");
        service.events.forEach(e -> events.addObject()
                .put("id", e.id())
                .put("createdAt", Json.time(e.createdAt()))
                .put("message", e.message()));
        return node;
    }

    private static ObjectNode deployment(ServiceRow service, Deployment deployment) {
        boolean primary = deployment == service.primary();
        var tasks = deployment.tasks(service);
        long running = tasks.stream().filter(Task::running).count();
        var node = Json.object()
                .put("id", deployment.id)
                .put("status", primary ? "PRIMARY" : "ACTIVE")
                .put("taskDefinition", deployment.definition.arn())
                .put("desiredCount", primary ? service.desiredCount : Math.max(0, deployment.held))
                .put("runningCount", running)
                .put("pendingCount", tasks.size() - running)
                .put("failedTasks", deployment.failedTasks)
                .put("createdAt", Json.time(deployment.createdAt))
                .put("updatedAt", Json.time(deployment.updatedAt))
                .put("platformVersion", TaskDescription.PLATFORM)
                .put("platformFamily", "Linux")
                .put("rolloutState", deployment.rollout.name())
                .put("rolloutStateReason", deployment.reason());
        launching(node, service);
        if (service.request.has("networkConfiguration")) {
            node.set(
                    "networkConfiguration",
                    service.request.get("networkConfiguration").deepCopy());
        }
        return node;
    }

    /** A launch type, or else a capacity provider strategy. */
    private static void launching(ObjectNode node, ServiceRow service) {
        var strategy = CapacityStrategy.of(service.request).items();
        if (strategy.isEmpty()) {
            node.put("launchType", service.request.path("launchType").asText("EC2"));
            return;
        }
        var shown = node.putArray("capacityProviderStrategy");
        strategy.forEach(item -> shown.addObject()
                .put("capacityProvider", item.provider())
                .put("weight", item.weight())
                .put("base", item.base()));
    }

    /** With what AWS fills in where the request says nothing. */
    private static ObjectNode deploymentConfiguration(ObjectNode request) {
        var node =
                request.path("deploymentConfiguration") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        if (!node.has("deploymentCircuitBreaker")) {
            node.putObject("deploymentCircuitBreaker").put("enable", false).put("rollback", false);
        }
        node.putIfAbsent("maximumPercent", IntNode.valueOf(200));
        node.putIfAbsent("minimumHealthyPercent", IntNode.valueOf(100));
        return node;
    }
}
