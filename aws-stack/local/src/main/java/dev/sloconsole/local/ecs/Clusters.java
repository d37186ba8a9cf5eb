package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The clusters with the services in them. Touched by the local-cloud thread only. */
final class Clusters {

    /** One cluster. */
    static final class Cluster {
        final String name;
        final String arn;
        final ObjectNode request;
        final ArrayNode tags;
        final List<ServiceRow> services = new ArrayList<>();
        /** The tasks of RunTask, which belong to no service. */
        final List<Task> ownTasks = new ArrayList<>();

        boolean active = true;

        Cluster(String name, String arn, ObjectNode request) {
            this.name = name;
            this.arn = arn;
            this.request = request;
            this.tags = Tags.given(request);
        }

        List<String> capacityProviders() {
            return Json.strings(request, "capacityProviders");
        }

        List<Task> tasks() {
            return Stream.concat(services.stream().flatMap(s -> s.tasks.stream()), ownTasks.stream())
                    .toList();
        }

        /** The one that is not INACTIVE, if there is one, else the latest. */
        Optional<ServiceRow> service(String name) {
            var named = services.stream().filter(s -> s.name.equals(name)).toList();
            return named.stream()
                    .filter(s -> s.status != ServiceRow.Status.INACTIVE)
                    .findFirst()
                    .or(() -> named.reversed().stream().findFirst());
        }
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final int MOST_DESCRIBED = 100;
    private static final List<String> EVERYTHING = List.of("TAGS", "SETTINGS");

    private final Account account;
    private final Map<String, Cluster> byName = new LinkedHashMap<>();

    Clusters(Account account) {
        this.account = account;
    }

    ObjectNode create(ObjectNode request) {
        var name = Json.text(request, "clusterName").orElse("default");
        if (!NAME.matcher(name).matches()) {
            throw Refusals.invalid("Identifier was longer than 255 or contained invalid characters: " + name);
        }
        var cluster = byName.get(name);
        if (cluster == null || !cluster.active) {
            checkProviders(request);
            cluster = new Cluster(name, account.arn("ecs", "cluster/" + name), request.deepCopy());
            byName.put(name, cluster);
        }
        return Json.object().set("cluster", describe(cluster, EVERYTHING));
    }

    private static void checkProviders(ObjectNode request) {
        Json.strings(request, "capacityProviders").forEach(CapacityStrategy::checkProvider);
        CapacityStrategy.of(request, "defaultCapacityProviderStrategy")
                .check(Json.strings(request, "capacityProviders"));
    }

    ObjectNode putCapacityProviders(ObjectNode request) {
        var cluster = active(Json.text(request, "cluster"));
        checkProviders(request);
        var kept = Json.strings(request, "capacityProviders");
        boolean inUse = cluster.services.stream()
                .filter(s -> s.status == ServiceRow.Status.ACTIVE)
                .flatMap(s -> CapacityStrategy.of(s.request).items().stream())
                .anyMatch(item -> !kept.contains(item.provider()));
        if (inUse) {
            throw new AwsError(
                    "ResourceInUseException", "The specified capacity provider is in use and cannot be" + " removed.");
        }
        for (var field : List.of("capacityProviders", "defaultCapacityProviderStrategy")) {
            cluster.request.set(field, Json.array().addAll(request.withArray("/" + field)));
        }
        return Json.object().set("cluster", describe(cluster, EVERYTHING));
    }

    ObjectNode update(ObjectNode request) {
        var cluster = active(Json.text(request, "cluster"));
        if (request.path("settings") instanceof ArrayNode settings) {
            cluster.request.set("settings", settings.deepCopy());
        }
        return Json.object().set("cluster", describe(cluster, EVERYTHING));
    }

    ObjectNode delete(ObjectNode request) {
        var cluster = active(Json.text(request, "cluster"));
        if (cluster.services.stream().anyMatch(s -> s.status == ServiceRow.Status.ACTIVE)) {
            throw new AwsError(
                    "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
        }
        if (cluster.tasks().stream().anyMatch(t -> t.status != Task.Status.STOPPED)) {
            throw new AwsError(
                    "ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
        }
        cluster.active = false;
        cluster.services.clear();
        cluster.ownTasks.clear();
        return Json.object().set("cluster", describe(cluster, EVERYTHING));
    }

    ObjectNode describe(ObjectNode request) {
        var asked = Json.strings(request, "clusters");
        if (asked.size() > MOST_DESCRIBED) {
            throw Refusals.invalid("Clusters cannot have more than " + MOST_DESCRIBED + " elements.");
        }
        var found = Json.array();
        var failures = Json.array();
        for (var given : asked.isEmpty() ? List.of("default") : asked) {
            var name = Identifier.ofCluster(account, given);
            var cluster = byName.get(name);
            if (cluster == null) {
                failures.addObject()
                        .put("arn", account.arn("ecs", "cluster/" + name))
                        .put("reason", "MISSING");
            } else {
                found.add(describe(cluster, Json.strings(request, "include")));
            }
        }
        var answer = Json.object();
        answer.set("clusters", found);
        answer.set("failures", failures);
        return answer;
    }

    ObjectNode list(ObjectNode request) {
        return Refusals.page(
                request,
                "clusterArns",
                byName.values().stream().filter(c -> c.active).map(c -> c.arn).toList(),
                100);
    }

    private static ObjectNode describe(Cluster cluster, List<String> include) {
        var node = Json.object()
                .put("clusterArn", cluster.arn)
                .put("clusterName", cluster.name)
                .put("status", cluster.active ? "ACTIVE" : "INACTIVE")
                .put("registeredContainerInstancesCount", 0)
                .put(
                        "runningTasksCount",
                        cluster.tasks().stream().filter(Task::running).count())
                .put(
                        "pendingTasksCount",
                        cluster.tasks().stream()
                                .filter(t -> t.wanted() && !t.running())
                                .count())
                .put(
                        "activeServicesCount",
                        cluster.services.stream()
                                .filter(s -> s.status == ServiceRow.Status.ACTIVE)
                                .count());
        var statistics = node.putArray("statistics");
        if (include.contains("STATISTICS")) {
            statistic(statistics, "runningEC2TasksCount", 0);
            statistic(
                    statistics,
                    "runningFargateTasksCount",
                    node.path("runningTasksCount").asLong());
            statistic(statistics, "pendingEC2TasksCount", 0);
            statistic(
                    statistics,
                    "pendingFargateTasksCount",
                    node.path("pendingTasksCount").asLong());
            statistic(statistics, "activeEC2ServiceCount", 0);
            statistic(
                    statistics,
                    "activeFargateServiceCount",
                    node.path("activeServicesCount").asLong());
            statistic(statistics, "drainingEC2ServiceCount", 0);
            statistic(
                    statistics,
                    "drainingFargateServiceCount",
                    cluster.services.stream()
                            .filter(s -> s.status == ServiceRow.Status.DRAINING)
                            .count());
        }
        node.set("tags", include.contains("TAGS") ? cluster.tags.deepCopy() : Json.array());
        node.set(
                "settings",
                include.contains("SETTINGS") && cluster.request.has("settings")
                        ? cluster.request.get("settings").deepCopy()
                        : Json.array());
        node.set("capacityProviders", Json.strings(cluster.capacityProviders()));
        node.set(
                "defaultCapacityProviderStrategy",
                cluster.request.path("defaultCapacityProviderStrategy") instanceof ArrayNode strategy
                        ? strategy.deepCopy()
                        : Json.array());
        return node;
    }

    private static void statistic(ArrayNode statistics, String name, long value) {
        statistics.addObject().put("name", name).put("value", Long.toString(value));
    }

    /** An active cluster by name or ARN; {@code default} where none is named. */
    Cluster active(Optional<String> nameOrArn) {
        var cluster = byName.get(Identifier.ofCluster(account, nameOrArn.orElse("default")));
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
}
