package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.EcsSeen;
import dev.sloconsole.stack.Snapshot.ServiceEvent;
import dev.sloconsole.stack.Snapshot.ServiceSeen;
import dev.sloconsole.stack.Snapshot.TaskSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads a cluster's services and tasks from ECS. A cluster that is not there is an empty one. */
final class EcsReader {

    private static final int SERVICES_IN_A_CALL = 10;
    private static final int TASKS_IN_A_CALL = 100;

    private final CloudClients clients;

    EcsReader(CloudClients clients) {
        this.clients = clients;
    }

    /**
     * Reads all anew, but for stopped tasks that are known: those change no more.
     *
     * @param since when the stack was created: ECS still shows what stopped in a cluster of the same name before
     * @param settled whether the stack is at rest, so that it has the services that it had before
     */
    EcsSeen read(String cluster, Instant since, EcsSeen before, boolean settled) {
        return unlessGone(
                before,
                () -> new EcsSeen(
                        services(cluster, serviceNames(cluster, before, settled)),
                        tasks(cluster, since, before.tasks(), taskIds(cluster, DesiredStatus.RUNNING))));
    }

    /**
     * Reads services and the list of tasks, and the tasks themselves only if something about those is new: two calls
     * where nothing happens.
     */
    EcsSeen glance(String cluster, Instant since, EcsSeen before) {
        return unlessGone(before, () -> {
            var services = services(cluster, serviceNames(cluster, before, true));
            var running = taskIds(cluster, DesiredStatus.RUNNING);
            return services.equals(before.services()) && Set.copyOf(running).equals(atRest(before))
                    ? before
                    : new EcsSeen(services, tasks(cluster, since, before.tasks(), running));
        });
    }

    private static EcsSeen unlessGone(EcsSeen before, Supplier<EcsSeen> reading) {
        try {
            return reading.get();
        } catch (ClusterNotFoundException e) {
            return new EcsSeen(new TreeMap<>(), stopped(before.tasks()));
        }
    }

    /** The ids of the tasks that run and are to run; none if one is on its way to or from there. */
    private static Set<String> atRest(EcsSeen ecs) {
        var live = new LinkedHashSet<String>();
        for (var each : ecs.tasks().entrySet()) {
            var task = each.getValue();
            if (task.stopped()) {
                continue;
            }
            if (!task.lastStatus().equals("RUNNING") || !task.desiredStatus().equals("RUNNING")) {
                return Set.of();
            }
            live.add(each.getKey());
        }
        return live;
    }

    private Set<String> serviceNames(String cluster, EcsSeen before, boolean settled) {
        if (settled && !before.services().isEmpty()) {
            return before.services().keySet();
        }
        var names = new LinkedHashSet<String>();
        for (var page : ecs().listServicesPaginator(ask -> ask.cluster(cluster))) {
            IncompleteAnswerException.unless(page.hasServiceArns(), "ListServices", "the services");
            page.serviceArns().forEach(arn -> names.add(lastPart(arn)));
        }
        return names;
    }

    private SortedMap<String, ServiceSeen> services(String cluster, Collection<String> names) {
        var seen = new TreeMap<String, ServiceSeen>();
        for (var some : inPieces(names, SERVICES_IN_A_CALL)) {
            var answer = ecs().describeServices(ask -> ask.cluster(cluster).services(some));
            IncompleteAnswerException.unless(answer.hasServices(), "DescribeServices", "the services");
            for (var service : answer.services()) {
                if (!"INACTIVE".equals(service.status())) {
                    seen.put(service.serviceName(), seen(service));
                }
            }
        }
        return seen;
    }

    private static ServiceSeen seen(Service service) {
        var events = service.events().stream()
                .map(event -> new ServiceEvent(event.id(), Objects.requireNonNullElse(event.message(), "")))
                .toList()
                .reversed();
        return new ServiceSeen(
                count(service.desiredCount()), count(service.runningCount()), count(service.pendingCount()), events);
    }

    private SequencedMap<String, TaskSeen> tasks(
            String cluster, Instant since, Map<String, TaskSeen> before, List<String> running) {
        var ids = new LinkedHashSet<String>();
        before.forEach((id, task) -> {
            if (!task.stopped()) {
                ids.add(id);
            }
        });
        ids.addAll(running);
        ids.addAll(taskIds(cluster, DesiredStatus.STOPPED));
        var done = stopped(before);
        ids.removeAll(done.keySet());
        var read = new ArrayList<Task>();
        for (var some : inPieces(ids, TASKS_IN_A_CALL)) {
            var answer = ecs().describeTasks(ask -> ask.cluster(cluster).tasks(some));
            IncompleteAnswerException.unless(answer.hasTasks(), "DescribeTasks", "the tasks");
            read.addAll(answer.tasks());
        }
        read.removeIf(task -> createdAt(task).isBefore(since) && !before.containsKey(lastPart(task.taskArn())));
        read.sort(Comparator.comparing(EcsReader::createdAt));
        for (var task : read) {
            done.put(lastPart(task.taskArn()), seen(task));
        }
        return done;
    }

    private static Instant createdAt(Task task) {
        return Objects.requireNonNullElse(task.createdAt(), Instant.MAX);
    }

    private List<String> taskIds(String cluster, DesiredStatus desired) {
        var ids = new ArrayList<String>();
        for (var page : ecs().listTasksPaginator(ask -> ask.cluster(cluster).desiredStatus(desired))) {
            IncompleteAnswerException.unless(page.hasTaskArns(), "ListTasks", "the tasks");
            page.taskArns().forEach(arn -> ids.add(lastPart(arn)));
        }
        return ids;
    }

    private static TaskSeen seen(Task task) {
        var group = Objects.requireNonNullElse(task.group(), "");
        return new TaskSeen(
                group.startsWith("service:") ? group.substring("service:".length()) : group,
                Objects.requireNonNullElse(task.lastStatus(), "UNKNOWN"),
                Objects.requireNonNullElse(task.desiredStatus(), "UNKNOWN"),
                Objects.requireNonNullElse(task.healthStatusAsString(), "UNKNOWN"),
                attached(task, "networkInterfaceId"),
                attached(task, "privateIPv4Address"),
                Optional.empty(),
                Objects.requireNonNullElse(task.stopCodeAsString(), ""),
                Objects.requireNonNullElse(task.stoppedReason(), ""),
                exitCode(task.containers()));
    }

    private static Optional<String> attached(Task task, String detail) {
        return task.attachments().stream()
                .filter(attachment -> "ElasticNetworkInterface".equals(attachment.type()))
                .flatMap(attachment -> attachment.details().stream())
                .filter(pair -> detail.equals(pair.name()))
                .map(KeyValuePair::value)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** ECS does not say which container is essential: the one that failed is the one to tell about. */
    private static Optional<Integer> exitCode(List<Container> containers) {
        var codes = containers.stream()
                .map(Container::exitCode)
                .filter(Objects::nonNull)
                .toList();
        return codes.stream()
                .filter(code -> code != 0)
                .findFirst()
                .or(() -> codes.stream().findFirst());
    }

    private static LinkedHashMap<String, TaskSeen> stopped(Map<String, TaskSeen> tasks) {
        var stopped = new LinkedHashMap<String, TaskSeen>();
        tasks.forEach((id, task) -> {
            if (task.stopped()) {
                stopped.put(id, task);
            }
        });
        return stopped;
    }

    private static List<List<String>> inPieces(Collection<String> all, int size) {
        var list = List.copyOf(all);
        var pieces = new ArrayList<List<String>>();
        for (var from = 0; from < list.size(); from += size) {
            pieces.add(list.subList(from, Math.min(from + size, list.size())));
        }
        return pieces;
    }

    private static int count(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private EcsClient ecs() {
        return clients.ecs();
    }
}
