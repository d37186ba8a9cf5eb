package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.ground.Json;
import java.time.Instant;
import java.util.Optional;

/** Tasks in the shape of DescribeTasks. */
final class TaskDescription {

    static final String PLATFORM = "1.4.0";

    private final String region;

    TaskDescription(String region) {
        this.region = region;
    }

    ObjectNode of(Task task, String clusterArn, boolean withTags) {
        var node = Json.object()
                .put("taskArn", task.arn)
                .put("clusterArn", clusterArn)
                .put("taskDefinitionArn", task.definition().arn())
                .put("availabilityZone", task.availabilityZone(region))
                .put("group", task.order.group())
                .put("launchType", "FARGATE")
                .put("platformVersion", PLATFORM)
                .put("platformFamily", "Linux")
                .put("lastStatus", task.status.name())
                .put("desiredStatus", task.wanted() ? "RUNNING" : "STOPPED")
                .put("healthStatus", task.health().name())
                .put("cpu", task.definition().described().path("cpu").asText("256"))
                .put("memory", task.definition().described().path("memory").asText("512"))
                .put("enableExecuteCommand", false)
                .put("version", task.version)
                .put("createdAt", Json.time(task.createdAt));
        task.order.capacityProvider().ifPresent(name -> node.put("capacityProviderName", name));
        task.order.startedBy().ifPresent(who -> node.put("startedBy", who));
        task.connectedAt.ifPresent(at -> node.put("connectivity", "CONNECTED").put("connectivityAt", Json.time(at)));
        time(node, "pullStartedAt", task.pullStartedAt);
        time(node, "pullStoppedAt", task.pullStoppedAt);
        time(node, "startedAt", task.startedAt);
        task.stop.ifPresent(stop -> node.put("stopCode", stop.code())
                .put("stoppedReason", stop.reason())
                .put("stoppingAt", Json.time(stop.at())));
        time(node, "executionStoppedAt", task.executionStoppedAt);
        time(node, "stoppedAt", task.stoppedAt);
        node.putObject("ephemeralStorage").put("sizeInGiB", 20);
        node.putArray("attributes")
                .addObject()
                .put("name", "ecs.cpu-architecture")
                .put(
                        "value",
                        task.definition()
                                        .described()
                                        .path("runtimePlatform")
                                        .path("cpuArchitecture")
                                        .asText("X86_64")
                                        .equals("ARM64")
                                ? "arm64"
                                : "x86_64");
        node.set("overrides", task.order.overrides().shown(task.definition().containers()));
        node.set("attachments", Json.array().add(attachment(task)));
        var containers = node.putArray("containers");
        task.containers.forEach(c -> containers.add(container(task, c)));
        node.set("tags", withTags ? task.tags.deepCopy() : Json.array());
        return node;
    }

    private static void time(ObjectNode node, String field, Optional<Instant> instant) {
        instant.ifPresent(at -> node.put(field, Json.time(at)));
    }

    private static ObjectNode attachment(Task task) {
        var node = Json.object()
                .put("id", task.attachmentId)
                .put("type", "ElasticNetworkInterface")
                .put(
                        "status",
                        task.address.isEmpty()
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
                .put("lastStatus", task.status == Task.Status.STOPPED ? "STOPPED" : container.lastStatus())
                .put("healthStatus", container.health.name())
                .put("cpu", "0");
        if (container.startedAt.isPresent()) {
            node.put("runtimeId", container.runtimeId);
            int at = image.indexOf('@');
            if (at >= 0) {
                node.put("imageDigest", image.substring(at + 1));
            }
        }
        container.exitCode.ifPresent(code -> node.put("exitCode", code));
        container.reason.ifPresent(reason -> node.put("reason", reason));
        node.putArray("networkBindings");
        var interfaces = node.putArray("networkInterfaces");
        task.address.ifPresent(address -> interfaces
                .addObject()
                .put("attachmentId", task.attachmentId)
                .put("privateIpv4Address", address.privateAddress()));
        return node;
    }
}
