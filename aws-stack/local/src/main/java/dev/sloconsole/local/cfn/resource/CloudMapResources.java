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
import java.util.function.Function;

/** The types of {@code AWS::ServiceDiscovery}, created through Cloud Map's own operations. */
final class CloudMapResources {

    private static final String CLOUD_MAP = "Route53AutoNaming_v20170314";
    private static final String NAMESPACE = "AWS::ServiceDiscovery::PrivateDnsNamespace";
    private static final String NAMESPACE_TARGET = "NAMESPACE";
    private static final String SERVICE = "AWS::ServiceDiscovery::Service";

    private final ServiceDirectory services;
    private final ResourceSchema namespaceSchema = ResourceSchema.of(NAMESPACE);
    private final ResourceSchema serviceSchema = ResourceSchema.of(SERVICE);

    CloudMapResources(ServiceDirectory services) {
        this.services = services;
    }

    List<ResourceType> types() {
        return List.of(
                type(NAMESPACE, this::namespace, this::updateNamespace, this::deleteNamespace),
                type(SERVICE, this::service, this::updateService, this::deleteService));
    }

    private Progress namespace(ResourceRequest request) {
        var answer = call("CreatePrivateDnsNamespace", namespaceSchema.pascalCase(request.withStackTags()));
        return operation(answer, NAMESPACE_TARGET, this::namespace);
    }

    private Progress namespace(String id) {
        var namespace = call("GetNamespace", object().put("Id", id)).path("Namespace");
        return new Progress.Done(
                id,
                Map.of(
                        "Id", id,
                        "Arn", namespace.path("Arn").asText(),
                        "HostedZoneId",
                                namespace
                                        .at("/Properties/DnsProperties/HostedZoneId")
                                        .asText()));
    }

    private Progress updateNamespace(ResourceUpdate update) {
        tag(update);
        if (!update.changes("Description") && !update.changes("Properties")) {
            return update.done();
        }
        var request = object().put("Id", update.physicalId());
        request.putObject("Namespace")
                .setAll(namespaceSchema.pascalCase(update.wanted().properties()).retain("Description", "Properties"));
        return operation(call("UpdatePrivateDnsNamespace", request), NAMESPACE_TARGET, id -> update.done());
    }

    private void tag(ResourceUpdate update) {
        var arn = update.attributes().getOrDefault("Arn", "");
        update.tags(
                keys -> call("UntagResource", object().put("ResourceARN", arn).set("TagKeys", Json.strings(keys))),
                tags -> {
                    var request = object().put("ResourceARN", arn);
                    var list = request.putArray("Tags");
                    tags.forEach(
                            (key, value) -> list.addObject().put("Key", key).put("Value", value));
                    call("TagResource", request);
                });
    }

    private Progress deleteNamespace(String physicalId, ObjectNode properties) {
        return Retry.whileRefused(physicalId, "ResourceInUse", () -> {
            try {
                return operation(
                        call("DeleteNamespace", object().put("Id", physicalId)),
                        NAMESPACE_TARGET,
                        id -> new Progress.Done(physicalId, Map.of()));
            } catch (AwsError e) {
                return Retry.goneAlready(e, "NamespaceNotFound", physicalId);
            }
        });
    }

    /** An operation of Cloud Map, begun by an answer, is asked until it has ended; its target's id is handed on. */
    private Progress operation(JsonNode begun, String target, Function<String, Progress> done) {
        var request = object().put("OperationId", begun.path("OperationId").asText());
        var operation = call("GetOperation", request).path("Operation");
        var id = operation.path("Targets").path(target).asText();
        return switch (operation.path("Status").asText()) {
            case "SUCCESS" -> done.apply(id);
            case "FAIL" -> new Progress.Failed(operation.path("ErrorMessage").asText());
            default ->
                new Progress.Working(
                        Optional.of(id).filter(known -> !known.isEmpty()), () -> operation(begun, target, done));
        };
    }

    private Progress service(ResourceRequest request) {
        var service = call("CreateService", serviceSchema.pascalCase(request.withStackTags()))
                .path("Service");
        var id = service.path("Id").asText();
        return new Progress.Done(
                id,
                Map.of(
                        "Id",
                        id,
                        "Arn",
                        service.path("Arn").asText(),
                        "Name",
                        service.path("Name").asText()));
    }

    private Progress updateService(ResourceUpdate update) {
        tag(update);
        if (!update.changes("Description") && !update.changes("DnsConfig") && !update.changes("HealthCheckConfig")) {
            return update.done();
        }
        var request = object().put("Id", update.physicalId());
        ObjectNode change = request.putObject("Service");
        change.setAll(serviceSchema
                .pascalCase(update.wanted().properties())
                .retain("Description", "DnsConfig", "HealthCheckConfig"));
        if (change.get("DnsConfig") instanceof ObjectNode dns) {
            dns.retain("DnsRecords");
        }
        return operation(call("UpdateService", request), "SERVICE", id -> update.done());
    }

    private Progress deleteService(String physicalId, ObjectNode properties) {
        return Retry.whileRefused(physicalId, "ResourceInUse", () -> {
            try {
                call("DeleteService", object().put("Id", physicalId));
                return new Progress.Done(physicalId, Map.of());
            } catch (AwsError e) {
                return Retry.goneAlready(e, "ServiceNotFound", physicalId);
            }
        });
    }

    private ObjectNode call(String operation, ObjectNode request) {
        return services.call(CLOUD_MAP, operation, request);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
