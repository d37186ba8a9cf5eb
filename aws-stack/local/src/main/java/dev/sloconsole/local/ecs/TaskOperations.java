package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ecs.Clusters.Cluster;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The operations on tasks. Runs on the local-cloud thread. */
final class TaskOperations {

    private static final int MOST_RUN = 10;
    private static final int MOST_DESCRIBED = 100;
    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9_/-]{1,128}");
    private static final int LONGEST_GROUP = 255;
    private static final int LONGEST_REFERENCE = 1_024;
    private static final int LONGEST_TOKEN = 64;
    private static final int LENGTH_OF_AN_ID = 32;
    private static final int LENGTH_OF_AN_OLD_ID = 36;
    private static final int LONGEST_REASON = 1_024;
    private static final Set<String> DESIRED = Set.of("RUNNING", "PENDING", "STOPPED");

    /** What the operations need done to tasks. */
    interface Hands {
        Task start(List<Task> home, TaskOrder order);

        /** Whether the account's quota leaves room for another task. */
        boolean hasRoom();

        void stop(Task task, String code, String reason);
    }

    private final Account account;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final LaunchCheck launches;
    private final TaskDescription descriptions;
    private final Hands hands;
    /** What RunTask was sent with each client token, and what came of it. */
    private final Map<String, Ran> ran = new HashMap<>();

    TaskOperations(Account account, Clusters clusters, TaskDefinitions definitions, LaunchCheck launches, Hands hands) {
        this.account = account;
        this.clusters = clusters;
        this.definitions = definitions;
        this.launches = launches;
        this.descriptions = new TaskDescription(account.region());
        this.hands = hands;
    }

    /** A request that must not be carried out twice, and the tasks that it started. */
    private record Ran(ObjectNode request, List<Task> tasks) {}

    private Cluster cluster(ObjectNode request) {
        return clusters.active(Json.text(request, "cluster"));
    }

    ObjectNode run(ObjectNode request) {
        var cluster = cluster(request);
        var definition = definitions.wanted(request);
        int count = request.path("count").asInt(1);
        if (count > MOST_RUN) {
            throw Refusals.invalid("count cannot be greater than " + MOST_RUN + ".");
        }
        if (count < 1) {
            throw Refusals.invalid("count cannot be less than 1.");
        }
        var startedBy = Json.text(request, "startedBy");
        checkLabels(request);
        var given = request.deepCopy();
        CapacityStrategy.giveDefault(given, cluster);
        launches.check(given, definition, cluster);
        if (!LaunchCheck.onFargate(given)) {
            throw Refusals.invalid("No Container Instances were found in your cluster.");
        }
        var overrides = Overrides.of(request, definition);
        var token = Json.text(request, "clientToken");
        var before = token.map(ran::get);
        if (before.isPresent()) {
            return asBefore(before.get(), request, cluster);
        }
        var strategy = CapacityStrategy.of(given);
        var providers = new HashMap<String, Long>();
        var started = new ArrayList<Task>();
        while (started.size() < count && hands.hasRoom()) {
            var provider = strategy.next(providers);
            provider.ifPresent(name -> providers.merge(name, 1L, Long::sum));
            started.add(hands.start(
                    cluster.ownTasks,
                    new TaskOrder(
                            cluster.name,
                            definition,
                            Optional.empty(),
                            startedBy,
                            Json.text(request, "group").orElse("family:" + definition.family()),
                            provider,
                            request.path("networkConfiguration").path("awsvpcConfiguration"),
                            overrides,
                            tags(request, cluster, definition.tags()))));
        }
        token.ifPresent(text -> ran.put(text, new Ran(request.deepCopy(), started)));
        var answer = answer(started, cluster);
        for (int i = started.size(); i < count; i++) {
            answer.withArray("/failures").addObject().put("reason", Refusals.QUOTA);
        }
        return answer;
    }

    private static void checkLabels(ObjectNode request) {
        Json.text(request, "startedBy")
                .filter(who -> !STARTED_BY.matcher(who).matches())
                .ifPresent(who -> {
                    throw Refusals.invalid("startedBy can have up to 128 letters, digits, hyphens, slashes and"
                            + " underscores: " + who);
                });
        longest(request, "group", LONGEST_GROUP);
        longest(request, "referenceId", LONGEST_REFERENCE);
        LaunchCheck.checkToken(request, LONGEST_TOKEN);
        if (request.path("propagateTags").asText().equals("SERVICE")) {
            throw Refusals.invalid("The value SERVICE of propagateTags is not supported when running a task.");
        }
    }

    private static void longest(ObjectNode request, String field, int most) {
        if (request.path(field).asText().length() > most) {
            throw Refusals.invalid(field + " cannot be longer than " + most + " characters.");
        }
    }

    private ObjectNode asBefore(Ran before, ObjectNode request, Cluster cluster) {
        if (!before.request.equals(request)) {
            throw new AwsError(
                    "ConflictException",
                    "The RunTask request could not be processed due to conflicts. The"
                            + " provided clientToken is already in use with a different RunTask request.");
        }
        return answer(before.tasks, cluster);
    }

    private ObjectNode answer(List<Task> started, Cluster cluster) {
        var answer = Json.object();
        var tasks = answer.putArray("tasks");
        started.forEach(task -> tasks.add(descriptions.of(task, cluster.arn, true)));
        answer.putArray("failures");
        return answer;
    }

    private static ArrayNode tags(ObjectNode request, Cluster cluster, ArrayNode ofDefinition) {
        var tags = Json.array();
        if (request.path("enableECSManagedTags").asBoolean(false)) {
            tags.addObject().put("key", "aws:ecs:clusterName").put("value", cluster.name);
        }
        if (request.path("propagateTags").asText().equals("TASK_DEFINITION")) {
            tags.addAll(ofDefinition.deepCopy());
        }
        return tags.addAll(Tags.given(request));
    }

    ObjectNode stop(ObjectNode request) {
        var cluster = cluster(request);
        var name = Json.required(request, "task", () -> Refusals.invalid("Task cannot be null or empty."));
        var task = task(cluster, taskId(cluster, name))
                .orElseThrow(() -> Refusals.invalid("The referenced task was not found."));
        var reason = Json.text(request, "reason").orElse("Task stopped by user");
        if (reason.length() > LONGEST_REASON) {
            throw Refusals.invalid("reason cannot be longer than " + LONGEST_REASON + " characters.");
        }
        hands.stop(task, "UserInitiated", reason);
        return Json.object().set("task", descriptions.of(task, cluster.arn, false));
    }

    ObjectNode list(ObjectNode request) {
        var cluster = cluster(request);
        var wanted = Json.text(request, "desiredStatus").orElse("RUNNING");
        if (!DESIRED.contains(wanted)) {
            throw Refusals.invalid("desiredStatus should be one of [RUNNING, PENDING, STOPPED].");
        }
        var serviceName = Json.text(request, "serviceName")
                .map(given -> Identifier.inCluster(account, "service", cluster.name, given));
        if (serviceName.isPresent() && cluster.service(serviceName.get()).isEmpty()) {
            throw new AwsError("ServiceNotFoundException", "Service not found.");
        }
        // No task of ECS ever has PENDING as its desired status.
        return Refusals.page(
                request,
                "taskArns",
                cluster.tasks().stream()
                        .filter(t -> !wanted.equals("PENDING") && t.wanted() == wanted.equals("RUNNING"))
                        .filter(t -> serviceName.isEmpty()
                                || t.service().map(s -> s.name).equals(serviceName))
                        .filter(is(
                                request,
                                "family",
                                t -> Optional.of(t.definition().family())))
                        .filter(is(request, "startedBy", t -> t.order.startedBy()))
                        .filter(is(request, "launchType", t -> Optional.of("FARGATE")))
                        .map(t -> t.arn)
                        .toList(),
                100);
    }

    /** Lets through what a request asks for; everything, where it does not. */
    private static Predicate<Task> is(ObjectNode request, String field, Function<Task, Optional<String>> of) {
        var asked = Json.text(request, field);
        return task -> asked.isEmpty() || of.apply(task).equals(asked);
    }

    ObjectNode describe(ObjectNode request) {
        var cluster = cluster(request);
        var asked = Json.strings(request, "tasks");
        if (asked.isEmpty()) {
            throw Refusals.invalid("Tasks cannot be empty.");
        }
        if (asked.size() > MOST_DESCRIBED) {
            throw Refusals.invalid("Tasks cannot have more than " + MOST_DESCRIBED + " elements.");
        }
        var found = Json.array();
        var failures = Json.array();
        for (var given : asked) {
            var id = taskId(cluster, given);
            task(cluster, id)
                    .ifPresentOrElse(
                            task -> found.add(descriptions.of(task, cluster.arn, Tags.wanted(request))),
                            () -> failures.addObject()
                                    .put("arn", account.arn("ecs", "task/" + cluster.name + "/" + id))
                                    .put("reason", "MISSING"));
        }
        var answer = Json.object();
        answer.set("tasks", found);
        answer.set("failures", failures);
        return answer;
    }

    private String taskId(Cluster cluster, String given) {
        var id = Identifier.inCluster(account, "task", cluster.name, given);
        if (id.length() != LENGTH_OF_AN_ID && id.length() != LENGTH_OF_AN_OLD_ID) {
            throw Refusals.invalid(
                    "taskId length should be one of [" + LENGTH_OF_AN_ID + "," + LENGTH_OF_AN_OLD_ID + "]");
        }
        return id;
    }

    private static Optional<Task> task(Cluster cluster, String id) {
        return cluster.tasks().stream().filter(t -> t.id.equals(id)).findFirst();
    }
}
