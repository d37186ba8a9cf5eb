package dev.sloconsole.local.cfn.resource;

import static dev.sloconsole.local.cfn.resource.ResourceType.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types of {@code AWS::ECS}, created through ECS's own operations. */
final class EcsResources {

    private static final String ECS = "AmazonEC2ContainerServiceV20141113";

    private static final String CLUSTER = "AWS::ECS::Cluster";
    private static final String TASK_DEFINITION = "AWS::ECS::TaskDefinition";
    private static final String SERVICE = "AWS::ECS::Service";

    private static final Set<String> NOT_IN_UPDATE =
            Set.of("Cluster", "DeploymentController", "LaunchType", "SchedulingStrategy", "ServiceName", "Tags");

    private final ServiceDirectory services;
    private final ResourceSchema clusterSchema = ResourceSchema.of(CLUSTER);
    private final ResourceSchema taskDefinitionSchema = ResourceSchema.of(TASK_DEFINITION);
    private final ResourceSchema serviceSchema = ResourceSchema.of(SERVICE);

    EcsResources(ServiceDirectory services) {
        this.services = services;
    }

    List<ResourceType> types() {
        return List.of(
                type(CLUSTER, this::cluster, this::updateCluster, this::deleteCluster),
                type(
                        TASK_DEFINITION,
                        this::taskDefinition,
                        update -> tagged(update, "TaskDefinitionArn"),
                        this::deregister),
                type(SERVICE, this::service, this::updateService, this::deleteService));
    }

    private Progress cluster(ResourceRequest request) {
        var properties = request.withStackTags().put("ClusterName", request.nameOr("ClusterName"));
        var shaped = clusterSchema.camelCase(properties);
        rename(shaped, "clusterSettings", "settings");
        var cluster = call("CreateCluster", shaped).path("cluster");
        return new Progress.Done(
                cluster.path("clusterName").asText(),
                Map.of("Arn", cluster.path("clusterArn").asText()));
    }

    private Progress updateCluster(ResourceUpdate update) {
        var cluster = clusterSchema.camelCase(update.wanted().properties());
        call(
                "UpdateCluster",
                object().put("cluster", update.physicalId()).set("settings", cluster.withArray("/clusterSettings")));
        var providers = object().put("cluster", update.physicalId());
        for (var field : List.of("capacityProviders", "defaultCapacityProviderStrategy")) {
            providers.set(field, cluster.withArray("/" + field));
        }
        call("PutClusterCapacityProviders", providers);
        return tagged(update, "Arn");
    }

    private Progress tagged(ResourceUpdate update, String arnAttribute) {
        var arn = update.attributes().getOrDefault(arnAttribute, update.physicalId());
        update.tags(
                keys -> call("UntagResource", object().put("resourceArn", arn).set("tagKeys", Json.strings(keys))),
                tags -> {
                    var request = object().put("resourceArn", arn);
                    var list = request.putArray("tags");
                    tags.forEach(
                            (key, value) -> list.addObject().put("key", key).put("value", value));
                    call("TagResource", request);
                });
        return update.done();
    }

    /** Tasks that are still stopping keep the cluster for a while. */
    private Progress deleteCluster(String physicalId, ObjectNode properties) {
        return Retry.whileRefused(
                physicalId,
                "ClusterContainsTasksException",
                () -> Retry.whileRefused(physicalId, "ClusterContainsServicesException", () -> {
                    try {
                        call("DeleteCluster", object().put("cluster", physicalId));
                        return new Progress.Done(physicalId, Map.of());
                    } catch (AwsError e) {
                        return Retry.goneAlready(e, "ClusterNotFoundException", physicalId);
                    }
                }));
    }

    private Progress taskDefinition(ResourceRequest request) {
        var properties = request.withStackTags().put("Family", request.nameOr("Family"));
        var arn = call("RegisterTaskDefinition", taskDefinitionSchema.camelCase(properties))
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
        return new Progress.Done(arn, Map.of("TaskDefinitionArn", arn));
    }

    private Progress deregister(String physicalId, ObjectNode properties) {
        call("DeregisterTaskDefinition", object().put("taskDefinition", physicalId));
        return new Progress.Done(physicalId, Map.of());
    }

    private Progress service(ResourceRequest request) {
        var properties = request.withStackTags().put("ServiceName", request.nameOr("ServiceName"));
        var service = call("CreateService", serviceSchema.camelCase(properties)).path("service");
        var arn = service.path("serviceArn").asText();
        var attributes =
                Map.of("ServiceArn", arn, "Name", service.path("serviceName").asText());
        return stable(
                request.text("Cluster"),
                new Progress.Done(arn, attributes),
                service.path("taskDefinition").asText());
    }

    /** All that can be changed is sent, the desired count too: whoever scaled by hand sees it undone, as on AWS. */
    private Progress updateService(ResourceUpdate update) {
        tagged(update, "ServiceArn");
        var properties = update.wanted().properties().deepCopy().remove(NOT_IN_UPDATE);
        if (properties.equals(update.before().deepCopy().remove(NOT_IN_UPDATE))) {
            return update.done();
        }
        var cluster = update.wanted().text("Cluster");
        var request = reference(cluster).put("service", update.physicalId());
        request.setAll(serviceSchema.camelCase(properties));
        var service = call("UpdateService", request).path("service");
        return stable(
                cluster,
                new Progress.Done(update.physicalId(), update.attributes()),
                service.path("taskDefinition").asText());
    }

    /**
     * Complete when the one deployment has all its tasks running, which is what CloudFormation waits for. Failed when
     * ECS gave up our deployment, be it that it says so or that it went back to another task definition.
     */
    private Progress stable(String cluster, Progress.Done done, String taskDefinition) {
        var service = describe(cluster, done.physicalId());
        var deployments = service.path("deployments");
        if (deployments.path(0).path("rolloutState").asText().equals("FAILED")
                || !service.path("taskDefinition").asText().equals(taskDefinition)) {
            return Progress.Failed.byHandler(
                    "Error occurred during operation 'ECS Deployment Circuit Breaker was" + " triggered'.",
                    "GeneralServiceException");
        }
        boolean stable = deployments.size() == 1
                && service.path("runningCount").asInt()
                        == service.path("desiredCount").asInt()
                && service.path("pendingCount").asInt() == 0
                && deployments.path(0).path("rolloutState").asText().equals("COMPLETED");
        return stable
                ? done
                : new Progress.Working(Optional.of(done.physicalId()), () -> stable(cluster, done, taskDefinition));
    }

    private Progress deleteService(String physicalId, ObjectNode properties) {
        var cluster = properties.path("Cluster").asText();
        try {
            call("DeleteService", reference(cluster).put("service", physicalId).put("force", true));
        } catch (AwsError e) {
            if (e.code().equals("ClusterNotFoundException")
                    || e.code().equals("ServiceNotFoundException")
                    || e.code().equals("ServiceNotActiveException")) {
                return new Progress.Done(physicalId, Map.of());
            }
            throw e;
        }
        return inactive(cluster, physicalId);
    }

    private Progress inactive(String cluster, String arn) {
        var status = describe(cluster, arn).path("status").asText("INACTIVE");
        return status.equals("INACTIVE")
                ? new Progress.Done(arn, Map.of())
                : new Progress.Working(Optional.of(arn), () -> inactive(cluster, arn));
    }

    /** The service as ECS describes it, or a missing node. */
    private JsonNode describe(String cluster, String arn) {
        var request = reference(cluster);
        request.putArray("services").add(arn);
        return call("DescribeServices", request).path("services").path(0);
    }

    private static ObjectNode reference(String cluster) {
        return cluster.isEmpty() ? object() : object().put("cluster", cluster);
    }

    private ObjectNode call(String operation, ObjectNode request) {
        return services.call(ECS, operation, request);
    }

    private static void rename(ObjectNode object, String from, String to) {
        if (object.has(from)) {
            object.set(to, object.remove(from));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
