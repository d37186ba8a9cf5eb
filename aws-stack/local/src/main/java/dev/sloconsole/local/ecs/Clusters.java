package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clusters with the services in them. Touched by the local-cloud thread only. */
final class Clusters {

    /** One cluster. */
    static final class Cluster {
        final String name;
        final String arn;
        final ObjectNode request;
        final List<ServiceRow> services = new ArrayList<>();
        boolean active = true;

        Cluster(String name, String arn, ObjectNode request) {
            this.name = name;
            this.arn = arn;
            this.request = request;
        }

        List<Task> tasks() {
            return services.stream().flatMap(s -> s.tasks.stream()).toList();
        }

        /** By name or ARN; the one that is not INACTIVE, if there is one, else the latest. */
        Optional<ServiceRow> service(String nameOrArn) {
            var name = lastPart(nameOrArn);
            var named = services.stream().filter(s -> s.name.equals(name)).toList();
            return named.stream()
                    .filter(s -> s.status != ServiceRow.Status.INACTIVE)
                    .findFirst()
                    .or(() -> named.reversed().stream().findFirst());
        }
    }

    private final Account account;
    private final Map<String, Cluster> byName = new LinkedHashMap<>();

    Clusters(Account account) {
        this.account = account;
    }

    ObjectNode create(ObjectNode request) {
        var name = Json.text(request, "clusterName").orElse("default");
        var cluster = byName.get(name);
        if (cluster == null || !cluster.active) {
            cluster = new Cluster(name, account.arn("ecs", "cluster/" + name), request.deepCopy());
            byName.put(name, cluster);
        }
        return Json.object().set("cluster", describe(cluster));
    }

    ObjectNode delete(ObjectNode request) {
        var cluster = active(Json.text(request, "cluster"));
        if (cluster.services.stream().anyMatch(s -> s.status == ServiceRow.Status.ACTIVE)) {
            throw new AwsError("ClusterContainsServicesException",
                    "The Cluster cannot be deleted while Services are active.");
        }
        if (cluster.tasks().stream().anyMatch(t -> t.status != Task.Status.STOPPED)) {
            throw new AwsError("ClusterContainsTasksException",
                    "The Cluster cannot be deleted while Tasks are active.");
        }
        cluster.active = false;
        cluster.services.clear();
        return Json.object().set("cluster", describe(cluster));
    }

    ObjectNode describe(ObjectNode request) {
        var asked = Json.strings(request, "clusters");
        var found = Json.array();
        var failures = Json.array();
        for (var name : asked.isEmpty() ? List.of("default") : asked) {
            var cluster = byName.get(lastPart(name));
            if (cluster == null) {
                failures.addObject()
                        .put("arn", account.arn("ecs", "cluster/" + lastPart(name)))
                        .put("reason", "MISSING");
            } else {
                found.add(describe(cluster));
            }
        }
        var answer = Json.object();
        answer.set("clusters", found);
        answer.set("failures", failures);
        return answer;
    }

    ObjectNode list() {
        return Json.object().set("clusterArns",
                Json.strings(byName.values().stream().filter(c -> c.active).map(c -> c.arn).toList()));
    }

    private static ObjectNode describe(Cluster cluster) {
        var node = Json.object()
                .put("clusterArn", cluster.arn)
                .put("clusterName", cluster.name)
                .put("status", cluster.active ? "ACTIVE" : "INACTIVE")
                .put("registeredContainerInstancesCount", 0)
                .put("runningTasksCount", cluster.tasks().stream().filter(Task::running).count())
                .put("pendingTasksCount", cluster.tasks().stream().filter(t -> t.wanted() && !t.running()).count())
                .put("activeServicesCount",
                        cluster.services.stream().filter(s -> s.status == ServiceRow.Status.ACTIVE).count());
        node.putArray("statistics");
        node.set("tags", cluster.request.has("tags") ? cluster.request.get("tags").deepCopy() : Json.array());
        node.set("settings",
                cluster.request.has("settings") ? cluster.request.get("settings").deepCopy() : Json.array());
        node.putArray("capacityProviders");
        node.putArray("defaultCapacityProviderStrategy");
        return node;
    }

    /** An active cluster by name or ARN; {@code default} where none is named. */
    Cluster active(Optional<String> nameOrArn) {
        var cluster = byName.get(lastPart(nameOrArn.orElse("default")));
        if (cluster == null) {
            throw new AwsError("ClusterNotFoundException", "Cluster not found.");
        }
        if (!cluster.active) {
            throw new AwsError("ClusterNotFoundException", "The referenced cluster was inactive.");
        }
        return cluster;
    }

    List<Cluster> all() {
        return List.copyOf(byName.values());
    }

    static String lastPart(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
