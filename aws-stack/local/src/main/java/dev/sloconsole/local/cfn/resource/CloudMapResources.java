package dev.sloconsole.local.cfn.resource;

import static dev.sloconsole.local.cfn.resource.ResourceType.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.cfn.ServiceDirectory;
import dev.sloconsole.local.wire.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The types of {@code AWS::ServiceDiscovery}, created through Cloud Map's own operations. */
final class CloudMapResources {

    private static final String CLOUD_MAP = "Route53AutoNaming_v20170314";

    private final Account account;
    private final ServiceDirectory services;

    CloudMapResources(Account account, ServiceDirectory services) {
        this.account = account;
        this.services = services;
    }

    List<ResourceType> types() {
        return List.of(
                type("AWS::ServiceDiscovery::PrivateDnsNamespace")
                        .requires("Name", "Vpc")
                        .takes("Description", "Properties", "Tags")
                        .gives("Id", "Arn")
                        .by(this::namespace, this::deleteNamespace),
                type("AWS::ServiceDiscovery::Service")
                        .takes("Name", "NamespaceId", "Description", "DnsConfig", "HealthCheckConfig",
                                "HealthCheckCustomConfig", "ServiceAttributes", "Type", "Tags")
                        .gives("Id", "Arn", "Name")
                        .by(this::service, this::deleteService));
    }

    private Progress namespace(ResourceRequest request) {
        var answer = call("CreatePrivateDnsNamespace", ApiShape.pascalCase(request.withStackTags()));
        return operation(answer.path("OperationId").asText(), id -> new Progress.Done(id,
                Map.of("Id", id, "Arn", account.arn("servicediscovery", "namespace/" + id))));
    }

    private Progress deleteNamespace(String physicalId, ObjectNode properties) {
        return Retry.whileRefused(physicalId, "ResourceInUse", () -> {
            try {
                var answer = call("DeleteNamespace", object().put("Id", physicalId));
                return operation(answer.path("OperationId").asText(), id -> new Progress.Done(physicalId, Map.of()));
            } catch (AwsError e) {
                return Retry.goneAlready(e, "NamespaceNotFound", physicalId);
            }
        });
    }

    /** An operation of Cloud Map is asked until it has ended; its target is the namespace's id. */
    private Progress operation(String operationId, Function<String, Progress> done) {
        var operation = call("GetOperation", object().put("OperationId", operationId)).path("Operation");
        var namespaceId = operation.path("Targets").path("NAMESPACE").asText();
        return switch (operation.path("Status").asText()) {
            case "SUCCESS" -> done.apply(namespaceId);
            case "FAIL" -> new Progress.Failed(operation.path("ErrorMessage").asText());
            default -> new Progress.Working(Optional.of(namespaceId).filter(id -> !id.isEmpty()),
                    () -> operation(operationId, done));
        };
    }

    private Progress service(ResourceRequest request) {
        var service = call("CreateService", ApiShape.pascalCase(request.withStackTags())).path("Service");
        var id = service.path("Id").asText();
        return new Progress.Done(id, Map.of(
                "Id", id, "Arn", service.path("Arn").asText(), "Name", service.path("Name").asText()));
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
