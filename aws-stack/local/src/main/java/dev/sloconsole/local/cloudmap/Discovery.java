package dev.sloconsole.local.cloudmap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Health;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Instance;
import dev.sloconsole.local.cloudmap.DiscoveryTables.Service;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Discovery by API calls: the instances of a service that is named, not identified. */
final class Discovery {

    private static final int MOST_RESULTS = 1_000;
    private static final long USUAL_RESULTS = 100;

    private final DiscoveryTables tables;

    Discovery(DiscoveryTables tables) {
        this.tables = tables;
    }

    ObjectNode discoverInstances(ObjectNode request) {
        var service = named(request);
        long most = Input.number(request, "MaxResults", 1, MOST_RESULTS).orElse(USUAL_RESULTS);
        var fitting = fitting(service, request);
        var wanted = Input.oneOf(
                Input.text(request, "HealthStatus").orElse("HEALTHY_OR_ELSE_ALL"),
                "HealthStatus",
                List.of("HEALTHY", "UNHEALTHY", "ALL", "HEALTHY_OR_ELSE_ALL"));
        var chosen = new ArrayList<>(service.customHealth() ? byHealth(fitting, wanted) : fitting);
        Collections.shuffle(chosen, ThreadLocalRandom.current());
        var found = Json.array();
        chosen.stream().limit(most).forEach(i -> {
            var node = found.addObject()
                    .put("InstanceId", i.id)
                    .put("NamespaceName", service.namespace.name)
                    .put("ServiceName", service.name)
                    .put("HealthStatus", Instances.healthOf(service, i));
            i.attributes.forEach(node.putObject("Attributes")::put);
        });
        ObjectNode answer = Json.object().set("Instances", found);
        return answer.put("InstancesRevision", service.revision);
    }

    /** The optional parameters count only if anything fits them besides the others. */
    private static List<Instance> fitting(Service service, ObjectNode request) {
        var query = service.instances.values().stream()
                .filter(i -> has(i, request.path("QueryParameters")))
                .toList();
        var optional = query.stream()
                .filter(i -> has(i, request.path("OptionalParameters")))
                .toList();
        return optional.isEmpty() ? query : optional;
    }

    private static boolean has(Instance instance, JsonNode attributes) {
        return attributes.properties().stream()
                .allMatch(wanted -> wanted.getValue().asText().equals(instance.attributes.get(wanted.getKey())));
    }

    private static List<Instance> byHealth(List<Instance> instances, String wanted) {
        var healthy = instances.stream().filter(i -> i.health == Health.HEALTHY).toList();
        return switch (wanted) {
            case "HEALTHY" -> healthy;
            case "UNHEALTHY" ->
                instances.stream().filter(i -> i.health == Health.UNHEALTHY).toList();
            case "ALL" -> instances;
            default -> healthy.isEmpty() ? instances : healthy;
        };
    }

    ObjectNode discoverInstancesRevision(ObjectNode request) {
        return Json.object().put("InstancesRevision", named(request).revision);
    }

    private Service named(ObjectNode request) {
        var namespaceName = Input.required(request, "NamespaceName");
        var serviceName = Input.required(request, "ServiceName");
        if (tables.namespaces().stream().noneMatch(n -> n.name.equals(namespaceName))) {
            throw new AwsError("NamespaceNotFound", "No namespace exists with the specified name: " + namespaceName);
        }
        return tables.services().stream()
                .filter(s -> s.namespace.name.equals(namespaceName) && s.name.equals(serviceName))
                .findFirst()
                .orElseThrow(() ->
                        new AwsError("ServiceNotFound", "No service exists with the specified name: " + serviceName));
    }
}
