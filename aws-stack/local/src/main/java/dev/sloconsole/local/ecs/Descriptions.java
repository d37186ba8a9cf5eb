package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.ecs.ServiceRow.Deployment;
import dev.sloconsole.local.ecs.ServiceRow.Status;
import dev.sloconsole.local.ecs.Task.Container;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tasks and services in the shapes of DescribeTasks and DescribeServices. */
final class Descriptions {

    private static final String PLATFORM = "1.4.0";

    private final String region;

    Descriptions(String region) {
        this.region = region;
    }

    ObjectNode task(Task task, String clusterArn) {
        var node = Json.object()
                .put("taskArn", task.arn)
                .put("clusterArn", clusterArn)
                .put("taskDefinitionArn", task.definition.arn())
                .put("availabilityZone", region + "a")
                .put("group", "service:" + task.service.name)
                .put("startedBy", task.startedBy)
                .put("launchType", "FARGATE")
                .put("platformVersion", PLATFORM)
                .put("platformFamily", "Linux")
                .put("lastStatus", task.status.name())
                .put("desiredStatus", task.wanted() ? "RUNNING" : "STOPPED")
                .put("healthStatus", task.health().name())
                .put("cpu", task.definition.described().path("cpu").asText("256"))
                .put("memory", task.definition.described().path("memory").asText("512"))
                .put("enableExecuteCommand", false)
                .put("version", task.version)
                .put("createdAt", Json.time(task.createdAt));
        if (task.address.isPresent()) {
            node.put("connectivity", "CONNECTED")
                    .put("connectivityAt", Json.time(task.pullStartedAt.orElse(task.createdAt)));
        }
        time(node, "pullStartedAt", task.pullStartedAt);
        time(node, "pullStoppedAt", task.pullStoppedAt);
        time(node, "startedAt", task.startedAt);
        task.stop.ifPresent(stop -> node.put("stopCode", stop.code())
                .put("stoppedReason", stop.reason())
                .put("stoppingAt", Json.time(stop.at())));
        time(node, "executionStoppedAt", task.executionStoppedAt);
        time(node, "stoppedAt", task.stoppedAt);
        node.putObject("ephemeralStorage").put("sizeInGiB", 20);
        node.putArray("attributes").addObject().put("name", "ecs.cpu-architecture").put("value",
                task.definition.described().path("runtimePlatform").path("cpuArchitecture").asText("X86_64")
                        .equals("ARM64") ? "arm64" : "x86_64");
        var overrides = node.putObject("overrides");
        overrides.putArray("inferenceAcceleratorOverrides");
        var containerOverrides = overrides.putArray("containerOverrides");
        task.containers.forEach(c -> containerOverrides.addObject().put("name", c.definition.name()));
        node.set("attachments", Json.array().add(attachment(task)));
        var containers = node.putArray("containers");
        task.containers.forEach(c -> containers.add(container(task, c)));
        node.set("tags", tags(task));
        return node;
    }

    private static void time(ObjectNode node, String field, Optional<Instant> instant) {
        instant.ifPresent(at -> node.put(field, Json.time(at)));
    }

    private static ObjectNode attachment(Task task) {
        var node = Json.object()
                .put("id", task.attachmentId)
                .put("type", "ElasticNetworkInterface")
                .put("status", task.address.isEmpty()
                        ? "PRECREATED"
                        : task.status.compareTo(Task.Status.DEPROVISIONING) >= 0 ? "DELETED" : "ATTACHED");
        var details = node.putArray("details");
        task.address.ifPresent(address -> {
            details.addObject().put("name", "subnetId").put("value", address.subnetId());
            details.addObject().put("name", "networkInterfaceId").put("value", address.id());
            details.addObject().put("name", "macAddress").put("value", address.macAddress());
            details.addObject().put("name", "privateDnsName").put("value", address.privateDnsName());
            details.addObject().put("name", "privateIPv4Address").put("value", address.privateAddress());
        });
        return node;
    }

    private static ObjectNode container(Task task, Container container) {
        var image = container.definition.image();
        var node = Json.object()
                .put("containerArn", container.arn)
                .put("taskArn", task.arn)
                .put("name", container.definition.name())
                .put("image", image)
                .put("lastStatus", container.lastStatus())
                .put("healthStatus", container.health.name())
                .put("cpu", "0");
        if (container.startedAt.isPresent()) {
            node.put("runtimeId", container.runtimeId);
            int at = image.indexOf('@');
            node.put("imageDigest", at < 0 ? "" : image.substring(at + 1));
        }
        container.exitCode.ifPresent(code -> node.put("exitCode", code));
        container.reason.ifPresent(reason -> node.put("reason", reason));
        node.putArray("networkBindings");
        var interfaces = node.putArray("networkInterfaces");
        task.address.ifPresent(address -> interfaces.addObject()
                .put("attachmentId", task.attachmentId)
                .put("privateIpv4Address", address.privateAddress()));
        return node;
    }

    ObjectNode service(ServiceRow service, String clusterArn) {
        var request = service.request;
        var node = Json.object()
                .put("serviceArn", service.arn)
                .put("serviceName", service.name)
                .put("clusterArn", clusterArn)
                .put("status", service.status.name())
                .put("desiredCount", service.desiredCount)
                .put("runningCount", service.runningCount())
                .put("pendingCount", service.pendingCount())
                .put("launchType", request.path("launchType").asText("FARGATE"))
                .put("platformVersion", request.path("platformVersion").asText(PLATFORM))
                .put("platformFamily", "Linux")
                .put("schedulingStrategy", "REPLICA")
                .put("createdAt", Json.time(service.createdAt))
                .put("createdBy", clusterArn.replaceFirst(":ecs:[^:]*:", ":iam::")
                        .replaceFirst(":cluster/.*$", ":user/local"))
                .put("enableECSManagedTags", request.path("enableECSManagedTags").asBoolean(false))
                .put("enableExecuteCommand", request.path("enableExecuteCommand").asBoolean(false))
                .put("propagateTags", request.path("propagateTags").asText("NONE"))
                .put("healthCheckGracePeriodSeconds", request.path("healthCheckGracePeriodSeconds").asInt(0));
        for (var part : List.of("deploymentConfiguration", "networkConfiguration", "tags")) {
            if (request.has(part)) {
                node.set(part, request.get(part).deepCopy());
            }
        }
        node.putArray("loadBalancers");
        node.set("serviceRegistries", request.has("serviceRegistries")
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
        var tasks = service.wantedTasks().stream().filter(t -> t.startedBy.equals(deployment.id)).toList();
        long running = tasks.stream().filter(Task::running).count();
        var node = Json.object()
                .put("id", deployment.id)
                .put("status", primary ? "PRIMARY" : "ACTIVE")
                .put("taskDefinition", deployment.definition.arn())
                .put("desiredCount", primary ? service.desiredCount : 0)
                .put("runningCount", running)
                .put("pendingCount", tasks.size() - running)
                .put("failedTasks", deployment.failedTasks)
                .put("createdAt", Json.time(deployment.createdAt))
                .put("updatedAt", Json.time(deployment.updatedAt))
                .put("launchType", "FARGATE")
                .put("platformVersion", PLATFORM)
                .put("platformFamily", "Linux")
                .put("rolloutState", deployment.rollout.name())
                .put("rolloutStateReason", switch (deployment.rollout) {
                    case IN_PROGRESS -> "ECS deployment " + deployment.id + " in progress.";
                    case COMPLETED -> "ECS deployment " + deployment.id + " completed.";
                    case FAILED -> "ECS deployment circuit breaker: tasks failed to start.";
                });
        if (service.request.has("networkConfiguration")) {
            node.set("networkConfiguration", service.request.get("networkConfiguration").deepCopy());
        }
        return node;
    }

    private static ArrayNode tags(Task task) {
        var tags = Json.array();
        if (task.service.request.path("enableECSManagedTags").asBoolean(false)) {
            tags.addObject().put("key", "aws:ecs:clusterName").put("value", task.cluster);
            tags.addObject().put("key", "aws:ecs:serviceName").put("value", task.service.name);
        }
        if (task.service.request.path("propagateTags").asText().equals("SERVICE")) {
            Json.items(task.service.request, "tags").forEach(tag -> tags.add(tag.deepCopy()));
        }
        return tags;
    }
}
