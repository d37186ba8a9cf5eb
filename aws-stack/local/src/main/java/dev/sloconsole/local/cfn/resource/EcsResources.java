package dev.sloconsole.local.cfn.resource;

import static dev.sloconsole.local.cfn.resource.ResourceType.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.ServiceDirectory;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of {@code AWS::ECS}, created through ECS's own operations. */
final class EcsResources {

    private static final String ECS = "AmazonEC2ContainerServiceV20141113";

    private final ServiceDirectory services;

    EcsResources(ServiceDirectory services) {
        this.services = services;
    }

    List<ResourceType> types() {
        return List.of(
                type("AWS::ECS::Cluster")
                        .takes("ClusterName", "ClusterSettings", "CapacityProviders", "Configuration",
                                "DefaultCapacityProviderStrategy", "ServiceConnectDefaults", "Tags")
                        .gives("Arn")
                        .by(this::cluster, this::deleteCluster),
                type("AWS::ECS::TaskDefinition")
                        .takes("ContainerDefinitions", "Cpu", "EphemeralStorage", "ExecutionRoleArn", "Family",
                                "Memory", "NetworkMode", "RequiresCompatibilities", "RuntimePlatform", "Tags",
                                "TaskRoleArn", "Volumes")
                        .gives("TaskDefinitionArn")
                        .by(this::taskDefinition, this::deregister),
                type("AWS::ECS::Service")
                        .takes("CapacityProviderStrategy", "Cluster", "DeploymentConfiguration",
                                "DeploymentController", "DesiredCount", "EnableECSManagedTags", "EnableExecuteCommand",
                                "HealthCheckGracePeriodSeconds", "LaunchType", "NetworkConfiguration",
                                "PlatformVersion", "PropagateTags", "SchedulingStrategy", "ServiceName",
                                "ServiceRegistries", "Tags", "TaskDefinition")
                        .gives("Name", "ServiceArn")
                        .by(this::service, this::deleteService));
    }

    private Progress cluster(ResourceRequest request) {
        var properties = request.withStackTags().put("ClusterName", request.nameOr("ClusterName"));
        var shaped = ApiShape.camelCase(properties);
        rename(shaped, "clusterSettings", "settings");
        var cluster = call("CreateCluster", shaped).path("cluster");
        return new Progress.Done(
                cluster.path("clusterName").asText(), Map.of("Arn", cluster.path("clusterArn").asText()));
    }

    /** Tasks that are still stopping keep the cluster for a while. */
    private Progress deleteCluster(String physicalId, ObjectNode properties) {
        return Retry.whileRefused(physicalId, "ClusterContainsTasksException", () ->
                Retry.whileRefused(physicalId, "ClusterContainsServicesException", () -> {
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
        var arn = call("RegisterTaskDefinition", ApiShape.camelCase(properties))
                .path("taskDefinition").path("taskDefinitionArn").asText();
        return new Progress.Done(arn, Map.of("TaskDefinitionArn", arn));
    }

    private Progress deregister(String physicalId, ObjectNode properties) {
        call("DeregisterTaskDefinition", object().put("taskDefinition", physicalId));
        return new Progress.Done(physicalId, Map.of());
    }

    private Progress service(ResourceRequest request) {
        var properties = request.withStackTags().put("ServiceName", request.nameOr("ServiceName"));
        var shaped = ApiShape.camelCase(properties);
        var service = call("CreateService", shaped).path("service");
        var arn = service.path("serviceArn").asText();
        var attributes = Map.of("ServiceArn", arn, "Name", service.path("serviceName").asText());
        return stable(request.text("Cluster"), arn, attributes);
    }

    /** Complete when the one deployment has all its tasks running, which is what CloudFormation waits for. */
    private Progress stable(String cluster, String arn, Map<String, String> attributes) {
        var service = describe(cluster, arn);
        var deployments = service.path("deployments");
        for (var deployment : deployments) {
            if (deployment.path("rolloutState").asText().equals("FAILED")) {
                return new Progress.Failed(
                        "Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'.");
            }
        }
        boolean stable = deployments.size() == 1
                && service.path("runningCount").asInt() == service.path("desiredCount").asInt()
                && service.path("pendingCount").asInt() == 0
                && deployments.path(0).path("rolloutState").asText().equals("COMPLETED");
        return stable
                ? new Progress.Done(arn, attributes)
                : new Progress.Working(Optional.of(arn), () -> stable(cluster, arn, attributes));
    }

    private Progress deleteService(String physicalId, ObjectNode properties) {
        var cluster = properties.path("Cluster").asText();
        try {
            call("DeleteService", reference(cluster).put("service", physicalId).put("force", true));
        } catch (AwsError e) {
            if (e.code().equals("ClusterNotFoundException") || e.code().equals("ServiceNotFoundException")
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
