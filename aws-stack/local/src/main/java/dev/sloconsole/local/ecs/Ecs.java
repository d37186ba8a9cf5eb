package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sloconsole.local.cloudmap.CloudMap;
import dev.sloconsole.local.ecs.Task.Container;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.CloudThread;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.ground.RandomText;
import dev.sloconsole.local.ground.Timings;
import dev.sloconsole.local.logs.LogEvent;
import dev.sloconsole.local.logs.Logs;
import dev.sloconsole.local.process.Containers;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.router.Routes;
import dev.sloconsole.local.wire.AwsService.JsonService;
import dev.sloconsole.local.wire.RequestFields;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * ECS on Fargate, with tasks that are processes of this machine. All methods but {@link #routes} run on the local-cloud
 * thread. Closing it ends the metadata endpoint; the processes belong to {@link Containers}.
 */
public final class Ecs implements AutoCloseable {

    /** Before the dot of {@code X-Amz-Target}. */
    public static final String TARGET_PREFIX = "AmazonEC2ContainerServiceV20141113";

    /** As long as AWS does. */
    private static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

    /**
     * The services that ECS works with.
     *
     * @param secrets what a container's {@code valueFrom} names; an AwsError says why there is nothing
     * @param routerDoors from a network interface's id to what its task takes as HTTP proxy, asked for as it starts
     * @param subnets from a subnet's id to its addresses
     * @param securityGroups whether there is a security group with an id
     */
    public record Neighbours(
            CloudMap cloudMap,
            Logs logs,
            UnaryOperator<String> secrets,
            Function<String, URI> routerDoors,
            Function<String, Optional<SubnetRange>> subnets,
            Predicate<String> securityGroups) {}

    private static final RequestFields FIELDS = RequestFields.beside(Ecs.class, RequestFields.Words.ECS);

    private final CloudThread thread;
    private final Account account;
    private final Supplier<Instant> clock = Instant::now;
    private final int taskLimit;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final Addresses addresses = new Addresses();
    private final ServiceScheduler scheduler;
    private final ServiceOperations services;
    private final TaskOperations tasks;
    private final Tags tags = new Tags(this::tags);
    private final TaskSurroundings surroundings;
    private final TaskMetadata metadata;
    private final Map<String, TaskRun> runs = new HashMap<>();

    /**
     * Makes the service; {@link #start} opens its metadata endpoint.
     *
     * @param taskLimit how many tasks may be there at a time, until they are STOPPED
     * @param workFolder takes a folder for each task
     */
    public Ecs(
            CloudThread thread,
            Account account,
            Pace pace,
            int taskLimit,
            List<Image> images,
            Containers containers,
            Neighbours neighbours,
            Path workFolder) {
        this.thread = thread;
        this.account = account;
        this.taskLimit = taskLimit;
        this.clusters = new Clusters(account);
        this.definitions = new TaskDefinitions(account, clock);
        this.metadata = new TaskMetadata(thread, account.region(), this::asker);
        var timings = new Timings(pace);
        var launches = new LaunchCheck(neighbours.subnets(), neighbours.securityGroups());
        var hands = new Hands();
        this.scheduler = new ServiceScheduler(hands, timings);
        this.services = new ServiceOperations(
                account, clock, clusters, definitions, launches, new RegistryCheck(neighbours.cloudMap()), scheduler);
        this.tasks = new TaskOperations(account, clusters, definitions, launches, hands);
        this.surroundings = new TaskSurroundings(
                thread,
                new LaunchQueue(thread),
                timings,
                account.region(),
                clock,
                List.copyOf(images),
                containers,
                addresses,
                neighbours,
                workFolder,
                metadata::uri,
                hands);
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

    /** The last output of a task's container, to a log group or not; empty for an unknown one. */
    public List<LogEvent> output(String taskId, String container) {
        return allTasks().stream()
                .filter(t -> t.id.equals(taskId))
                .flatMap(t -> t.containers.stream())
                .filter(c -> c.definition.name().equals(container))
                .findFirst()
                .map(c -> c.output.events())
                .orElse(List.of());
    }

    public JsonService service() {
        return new JsonService(
                TARGET_PREFIX,
                FIELDS.checking(Map.ofEntries(
                        Map.entry("CreateCluster", clusters::create),
                        Map.entry("DeleteCluster", clusters::delete),
                        Map.entry("UpdateCluster", clusters::update),
                        Map.entry("PutClusterCapacityProviders", clusters::putCapacityProviders),
                        Map.entry("DescribeClusters", request -> clusters.describe(request)),
                        Map.entry("ListClusters", clusters::list),
                        Map.entry("RegisterTaskDefinition", definitions::register),
                        Map.entry("DeregisterTaskDefinition", definitions::deregister),
                        Map.entry("DescribeTaskDefinition", definitions::describe),
                        Map.entry("ListTaskDefinitions", definitions::list),
                        Map.entry("ListTaskDefinitionFamilies", definitions::listFamilies),
                        Map.entry("CreateService", services::create),
                        Map.entry("UpdateService", services::update),
                        Map.entry("DeleteService", services::delete),
                        Map.entry("DescribeServices", services::describe),
                        Map.entry("ListServices", services::list),
                        Map.entry("RunTask", tasks::run),
                        Map.entry("StopTask", tasks::stop),
                        Map.entry("ListTasks", tasks::list),
                        Map.entry("DescribeTasks", tasks::describe),
                        Map.entry("ListTagsForResource", tags::list),
                        Map.entry("TagResource", tags::tag),
                        Map.entry("UntagResource", tags::untag))));
    }

    // ---- inside

    /** Starts and stops tasks for whoever decides that, and passes on what becomes of them. */
    private final class Hands implements ServiceScheduler.Hands, TaskOperations.Hands, TaskSurroundings.Observer {
        @Override
        public Task start(ServiceRow service, Deployment deployment) {
            return start(
                    service.tasks,
                    new TaskOrder(
                            service.cluster,
                            deployment.definition,
                            Optional.of(service),
                            Optional.of(deployment.id),
                            "service:" + service.name,
                            service.nextProvider(),
                            service.request.path("networkConfiguration").path("awsvpcConfiguration"),
                            Overrides.NONE,
                            serviceTags(service, deployment)));
        }

        @Override
        public Task start(List<Task> home, TaskOrder order) {
            var id = RandomText.hex(32);
            var containers = order.overrides().apply(order.definition().containers()).stream()
                    .map(c -> new Container(
                            c,
                            account.arn("ecs", "container/" + order.cluster() + "/" + id + "/" + UUID.randomUUID()),
                            id + "-" + RandomText.of(1, "123456789") + RandomText.of(9, "0123456789"),
                            clock.get()))
                    .toList();
            var task = new Task(
                    id,
                    account.arn("ecs", "task/" + order.cluster() + "/" + id),
                    order,
                    containers,
                    clock.get(),
                    UUID.randomUUID().toString());
            home.add(task);
            var run = new TaskRun(task, surroundings);
            runs.put(id, run);
            run.start();
            return task;
        }

        @Override
        public boolean hasRoom() {
            return allTasks().stream()
                            .filter(t -> t.status != Task.Status.STOPPED)
                            .count()
                    < taskLimit;
        }

        @Override
        public void stop(Task task, String code, String reason) {
            Optional.ofNullable(runs.get(task.id)).ifPresent(run -> run.stop(code, reason));
        }

        @Override
        public void changed(Task task) {
            if (task.status == Task.Status.STOPPED) {
                thread.later(STOPPED_TASKS_STAY.plusSeconds(1), Ecs.this::forgetOldTasks);
            }
            task.service().ifPresent(service -> scheduler.changed(service, task));
        }

        @Override
        public void died(Task task) {
            task.service().ifPresent(service -> scheduler.died(service, task));
        }

        @Override
        public void unregistered(Task task, String registryArn) {
            task.service()
                    .ifPresent(
                            service -> service.event(
                                    clock.get(),
                                    "(task " + task.id
                                            + ") could not be registered in (registry " + registryArn
                                            + ") because it does not exist"
                                            + " (ServiceNotFound). Update the service's registries, or create the service of Cloud Map anew."));
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

    private static ArrayNode serviceTags(ServiceRow service, Deployment deployment) {
        var tags = Json.array();
        if (service.request.path("enableECSManagedTags").asBoolean(false)) {
            tags.addObject().put("key", "aws:ecs:clusterName").put("value", service.cluster);
            tags.addObject().put("key", "aws:ecs:serviceName").put("value", service.name);
        }
        return switch (service.request.path("propagateTags").asText()) {
            case "SERVICE" -> tags.addAll(Tags.given(service.request));
            case "TASK_DEFINITION" -> tags.addAll(deployment.definition.tags().deepCopy());
            default -> tags;
        };
    }

    private void forgetOldTasks() {
        var oldest = clock.get().minus(STOPPED_TASKS_STAY);
        for (var cluster : clusters.all()) {
            cluster.services.forEach(service -> forget(service.tasks, oldest));
            forget(cluster.ownTasks, oldest);
        }
    }

    private void forget(List<Task> from, Instant oldest) {
        from.removeIf(task -> {
            boolean old = task.stoppedAt.filter(oldest::isAfter).isPresent();
            if (old) {
                runs.remove(task.id);
            }
            return old;
        });
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

    /** The tags of whatever has the ARN, to be changed in place. */
    private Optional<ArrayNode> tags(String arn) {
        return clusters.all().stream()
                .filter(c -> c.active && c.arn.equals(arn))
                .map(c -> c.tags)
                .findFirst()
                .or(() -> clusters.all().stream()
                        .flatMap(c -> c.services.stream())
                        .filter(s -> s.arn.equals(arn) && s.status != ServiceRow.Status.INACTIVE)
                        .findFirst()
                        .map(s -> s.request.withArray("/tags")))
                .or(() -> allTasks().stream()
                        .filter(t -> t.arn.equals(arn))
                        .findFirst()
                        .map(t -> t.tags))
                .or(() -> arn.contains(":task-definition/")
                        ? definitions.find(arn).map(TaskDefinitions.TaskDefinition::tags)
                        : Optional.empty());
    }

    @Override
    public void close() {
        metadata.close();
    }
}
