package dev.sloconsole.local.ecs;

import dev.sloconsole.local.ecs.Task.Health;
import dev.sloconsole.local.ground.Json;
import java.util.HashMap;
import java.util.List;

/** A task's instances in Cloud Map: in when it runs, with the attributes that ECS registers, out when it stops. */
final class TaskRegistration {

    private final Task task;
    private final TaskSurroundings around;
    private boolean registered;

    TaskRegistration(Task task, TaskSurroundings around) {
        this.task = task;
        this.around = around;
    }

    void register() {
        var service = task.service();
        if (service.isEmpty()) {
            return;
        }
        var address = task.address.orElseThrow();
        var attributes = new HashMap<String, String>();
        attributes.put("AWS_INSTANCE_IPV4", address.privateAddress());
        attributes.put("AWS_INIT_HEALTH_STATUS", healthy() ? "HEALTHY" : "UNHEALTHY");
        attributes.put("AVAILABILITY_ZONE", task.availabilityZone(around.region()));
        attributes.put("REGION", around.region());
        attributes.put("ECS_CLUSTER_NAME", task.cluster());
        attributes.put("ECS_SERVICE_NAME", service.get().name);
        attributes.put("ECS_TASK_DEFINITION_FAMILY", task.definition().family());
        for (var registry : Json.items(service.get().request, "serviceRegistries")) {
            int port =
                    registry.path("containerPort").asInt(registry.path("port").asInt(0));
            if (port > 0) {
                attributes.put("AWS_INSTANCE_PORT", Integer.toString(port));
            }
            var arn = registry.path("registryArn").asText();
            if (!around.cloudMap().register(arn, task.id, attributes)) {
                around.observer().unregistered(task, arn);
            }
        }
        registered = true;
    }

    void healthChanged() {
        if (registered) {
            registries().forEach(arn -> around.cloudMap().health(arn, task.id, healthy()));
        }
    }

    void deregister() {
        if (registered) {
            registries().forEach(arn -> around.cloudMap().deregister(arn, task.id));
            registered = false;
        }
    }

    private List<String> registries() {
        return task.service().map(ServiceRow::registries).orElse(List.of());
    }

    /** With a health check a task must have proved it; without one it is trusted. */
    private boolean healthy() {
        return task.hasHealthCheck() ? task.health() == Health.HEALTHY : task.health() != Health.UNHEALTHY;
    }
}
