package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.CloudThread;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.Pace;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.ecs.Clusters.Cluster;
import dev.sloconsole.local.ecs.ServiceRow.Deployment;
import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.OutputRing;
import dev.sloconsole.local.router.Routes;
import dev.sloconsole.local.wire.AwsError;
import dev.sloconsole.local.wire.AwsService.JsonService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * ECS on Fargate, with tasks that are processes of this machine. All methods but {@link #routes} run on the local-cloud
 * thread. Closing it ends the metadata endpoint; the processes belong to {@link Containers}.
 */
public final class Ecs implements AutoCloseable {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "AmazonEC2ContainerServiceV20141113";

    /** As long as AWS does. */
    private static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

    private final CloudThread thread;
    private final Account account;
    private final Supplier<Instant> clock = Instant::now;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Addresses addresses = new Addresses();
    private final Descriptions descriptions;
    private final ServiceScheduler scheduler;
    private final TaskSurroundings surroundings;
    private final TaskMetadata metadata;
    private final Map<String, TaskRun> runs = new HashMap<>();

    /**
     * Makes the service; {@link #start} opens its metadata endpoint.
     *
     * @param secrets from the ARN of a secret to its value
     * @param routerDoors from a network interface's id to what its task takes as HTTP proxy, asked for as it starts
     * @param workFolder takes a folder for each task
     */
    public Ecs(CloudThread thread, Account account, Pace pace, List<Image> images, Containers containers,
            CloudMap cloudMap, Function<String, Optional<String>> secrets, Function<String, URI> routerDoors,
            Path workFolder) {
        this.thread = thread;
        this.account = account;
        this.clusters = new Clusters(account);
        this.definitions = new TaskDefinitions(account, clock);
        this.descriptions = new Descriptions(account.region());
        this.metadata = new TaskMetadata(thread, account.region(), this::asker);
        var timings = TaskTimings.of(pace);
        this.scheduler = new ServiceScheduler(new SchedulerHands(), timings);
        this.surroundings = new TaskSurroundings(thread, timings, account.region(), clock, List.copyOf(images),
                containers, addresses, cloudMap, secrets, workFolder, metadata::uri, routerDoors, scheduler);
    }

    public void start() {
        metadata.start();
    }

    /** Which address leads where right now; for any thread. */
    public Routes routes() {
        return addresses.routes();
    }

    /** The network interfaces of all tasks that have one. */
    public List<TaskInterface> interfaces() {
        return addresses.all();
    }

    /** The last output of a task's container; empty for an unknown one. */
    public List<OutputRing.Line> output(String taskId, String container) {
        return allTasks().stream()
                .filter(t -> t.id.equals(taskId))
                .flatMap(t -> t.containers.stream())
                .filter(c -> c.definition.name().equals(container))
                .findFirst()
                .map(c -> c.output.lines())
                .orElse(List.of());
    }

    public JsonService service() {
        return new JsonService(TARGET_PREFIX, Map.ofEntries(
                Map.entry("CreateCluster", clusters::create),
                Map.entry("DeleteCluster", clusters::delete),
                Map.entry("DescribeClusters", request -> clusters.describe(request)),
                Map.entry("ListClusters", request -> clusters.list()),
                Map.entry("RegisterTaskDefinition", definitions::register),
                Map.entry("DeregisterTaskDefinition", definitions::deregister),
                Map.entry("DescribeTaskDefinition", definitions::describe),
                Map.entry("CreateService", this::createService),
                Map.entry("UpdateService", this::updateService),
                Map.entry("DeleteService", this::deleteService),
                Map.entry("DescribeServices", this::describeServices),
                Map.entry("ListServices", this::listServices),
                Map.entry("ListTasks", this::listTasks),
                Map.entry("DescribeTasks", this::describeTasks),
                Map.entry("StopTask", this::stopTask)));
    }

    // ---- services

    private ObjectNode createService(ObjectNode request) {
        var cluster = cluster(request);
        var name = Json.required(request, "serviceName", () -> invalid("Service name should not be null or empty."));
        if (cluster.service(name).filter(s -> s.status != ServiceRow.Status.INACTIVE).isPresent()) {
            throw invalid("Creation of service was not idempotent.");
        }
        var definition = definition(request);
        var service = new ServiceRow(name, account.arn("ecs", "service/" + cluster.name + "/" + name), cluster.name,
                request.deepCopy(), clock.get());
        service.desiredCount = request.path("desiredCount").asInt(1);
        service.deployments.add(new Deployment(deploymentId(), definition, clock.get()));
        cluster.services.add(service);
        scheduler.reconcile(service);
        return Json.object().set("service", descriptions.service(service, cluster.arn));
    }

    private ObjectNode updateService(ObjectNode request) {
        var cluster = cluster(request);
        var service = activeService(cluster, request);
        for (var part : List.of("deploymentConfiguration", "networkConfiguration", "serviceRegistries",
                "platformVersion", "enableExecuteCommand", "enableECSManagedTags", "propagateTags")) {
            if (request.has(part)) {
                service.request.set(part, request.get(part).deepCopy());
            }
        }
        if (request.has("desiredCount")) {
            service.desiredCount = request.path("desiredCount").asInt();
        }
        var current = service.primary().definition;
        var wanted = request.has("taskDefinition") ? definition(request) : current;
        if (!wanted.arn().equals(current.arn()) || request.path("forceNewDeployment").asBoolean(false)) {
            service.deployments.addFirst(new Deployment(deploymentId(), wanted, clock.get()));
            service.failedStarts = 0;
            service.startNotBefore = Optional.empty();
        }
        scheduler.reconcile(service);
        return Json.object().set("service", descriptions.service(service, cluster.arn));
    }

    private ObjectNode deleteService(ObjectNode request) {
        var cluster = cluster(request);
        var service = activeService(cluster, request);
        if (service.desiredCount > 0 && !request.path("force").asBoolean(false)) {
            throw invalid("The service cannot be stopped while it is scaled above 0.");
        }
        service.status = ServiceRow.Status.DRAINING;
        service.desiredCount = 0;
        scheduler.reconcile(service);
        return Json.object().set("service", descriptions.service(service, cluster.arn));
    }

    private ObjectNode describeServices(ObjectNode request) {
        var cluster = cluster(request);
        var asked = Json.strings(request, "services");
        if (asked.isEmpty()) {
            throw invalid("Services cannot be empty.");
        }
        var found = Json.array();
        var failures = Json.array();
        for (var name : asked) {
            cluster.service(name).ifPresentOrElse(
                    service -> found.add(descriptions.service(service, cluster.arn)),
                    () -> failures.addObject()
                            .put("arn", account.arn("ecs", "service/" + cluster.name + "/" + Clusters.lastPart(name)))
                            .put("reason", "MISSING"));
        }
        var answer = Json.object();
        answer.set("services", found);
        answer.set("failures", failures);
        return answer;
    }

    private ObjectNode listServices(ObjectNode request) {
        return Json.object().set("serviceArns", Json.strings(cluster(request).services.stream()
                .filter(s -> s.status != ServiceRow.Status.INACTIVE)
                .map(s -> s.arn)
                .toList()));
    }

    // ---- tasks

    private ObjectNode listTasks(ObjectNode request) {
        var cluster = cluster(request);
        var wanted = Json.text(request, "desiredStatus").orElse("RUNNING");
        var serviceName = Json.text(request, "serviceName");
        var family = Json.text(request, "family");
        var startedBy = Json.text(request, "startedBy");
        if (serviceName.isPresent() && cluster.service(serviceName.get()).isEmpty()) {
            throw new AwsError("ServiceNotFoundException", "Service not found.");
        }
        return Json.object().set("taskArns", Json.strings(cluster.tasks().stream()
                .filter(t -> t.wanted() == !wanted.equals("STOPPED"))
                .filter(t -> serviceName.filter(name -> !Clusters.lastPart(name).equals(t.service.name)).isEmpty())
                .filter(t -> family.filter(name -> !name.equals(t.definition.family())).isEmpty())
                .filter(t -> startedBy.filter(name -> !name.equals(t.startedBy)).isEmpty())
                .map(t -> t.arn)
                .toList()));
    }

    private ObjectNode describeTasks(ObjectNode request) {
        var cluster = cluster(request);
        var asked = Json.strings(request, "tasks");
        if (asked.isEmpty()) {
            throw invalid("Tasks cannot be empty.");
        }
        var found = Json.array();
        var failures = Json.array();
        for (var name : asked) {
            task(cluster, name).ifPresentOrElse(
                    task -> found.add(descriptions.task(task, cluster.arn)),
                    () -> failures.addObject()
                            .put("arn", account.arn("ecs", "task/" + cluster.name + "/" + Clusters.lastPart(name)))
                            .put("reason", "MISSING"));
        }
        var answer = Json.object();
        answer.set("tasks", found);
        answer.set("failures", failures);
        return answer;
    }

    private ObjectNode stopTask(ObjectNode request) {
        var cluster = cluster(request);
        var name = Json.required(request, "task", () -> invalid("Task cannot be null or empty."));
        var task = task(cluster, name).orElseThrow(() -> invalid("The referenced task was not found."));
        var reason = Json.text(request, "reason").orElse("Task stopped by user");
        Optional.ofNullable(runs.get(task.id)).ifPresent(run -> run.stop("UserInitiated", reason));
        return Json.object().set("task", descriptions.task(task, cluster.arn));
    }

    // ---- inside

    private final class SchedulerHands implements ServiceScheduler.Hands {
        @Override
        public Task start(ServiceRow service, Deployment deployment) {
            var id = Addresses.hex(32);
            var containers = deployment.definition.containers().stream()
                    .map(c -> new Container(c,
                            account.arn("ecs", "container/" + service.cluster + "/" + id + "/" + UUID.randomUUID()),
                            id + "-" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_999_999_999L)))
                    .toList();
            var task = new Task(id, account.arn("ecs", "task/" + service.cluster + "/" + id), service.cluster,
                    deployment.definition, deployment.id, service, containers, clock.get(),
                    UUID.randomUUID().toString());
            service.tasks.add(task);
            var run = new TaskRun(task, surroundings);
            runs.put(id, run);
            run.start();
            return task;
        }

        @Override
        public void stop(Task task, String code, String reason) {
            Optional.ofNullable(runs.get(task.id)).ifPresent(run -> run.stop(code, reason));
        }

        @Override
        public void stopped(Task task) {
            thread.later(STOPPED_TASKS_STAY.plusSeconds(1), Ecs.this::forgetOldTasks);
        }

        @Override
        public Instant now() {
            return clock.get();
        }

        @Override
        public void later(Duration delay, Runnable work) {
            thread.later(delay, work);
        }
    }

    private void forgetOldTasks() {
        var oldest = clock.get().minus(STOPPED_TASKS_STAY);
        for (var cluster : clusters.all()) {
            for (var service : cluster.services) {
                service.tasks.removeIf(task -> {
                    boolean old = task.stoppedAt.filter(oldest::isAfter).isPresent();
                    if (old) {
                        runs.remove(task.id);
                    }
                    return old;
                });
            }
        }
    }

    private Optional<TaskMetadata.Asker> asker(String token) {
        for (var task : allTasks()) {
            for (var container : task.containers) {
                if (container.metadataToken.equals(token)) {
                    return Optional.of(new TaskMetadata.Asker(task, container));
                }
            }
        }
        return Optional.empty();
    }

    private List<Task> allTasks() {
        return clusters.all().stream().flatMap(c -> c.tasks().stream()).toList();
    }

    private Cluster cluster(ObjectNode request) {
        return clusters.active(Json.text(request, "cluster"));
    }

    private TaskDefinitions.TaskDefinition definition(ObjectNode request) {
        var name = Json.required(request, "taskDefinition", () -> invalid("TaskDefinition cannot be null or empty."));
        var definition = definitions.find(name)
                .orElseThrow(() -> new AwsError("ClientException", "TaskDefinition not found."));
        if (!definition.active()) {
            throw new AwsError("ClientException", "TaskDefinition is inactive");
        }
        return definition;
    }

    private static ServiceRow activeService(Cluster cluster, ObjectNode request) {
        var name = Json.required(request, "service", () -> invalid("Service cannot be null or empty."));
        var service = cluster.service(name)
                .orElseThrow(() -> new AwsError("ServiceNotFoundException", "Service not found."));
        if (service.status != ServiceRow.Status.ACTIVE) {
            throw new AwsError("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        return service;
    }

    private static Optional<Task> task(Cluster cluster, String idOrArn) {
        var id = Clusters.lastPart(idOrArn);
        return cluster.tasks().stream().filter(t -> t.id.equals(id)).findFirst();
    }

    private static String deploymentId() {
        return "ecs-svc/" + ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
    }

    private static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }

    @Override
    public void close() {
        metadata.close();
    }
}
