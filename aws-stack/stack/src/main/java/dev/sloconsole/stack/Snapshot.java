package dev.sloconsole.stack;

import dev.sloconsole.stack.StackFact.OutputsRead.Output;
import dev.sloconsole.stack.StackFact.StackFound;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read of the stack at one moment; a part whose source did not answer is the one of the moment before. Two
 * snapshots make the facts between them: see {@link Differ}.
 *
 * @param ecs empty as long as ECS was never read
 * @param cloudMap empty as long as Cloud Map was never read
 * @param images digests by repository; only repositories that hold an image
 * @param lost reasons by the name of the source that cannot be read
 */
record Snapshot(
        StackSeen stack,
        Optional<EcsSeen> ecs,
        Optional<CloudMapSeen> cloudMap,
        SortedMap<String, String> images,
        SortedMap<String, String> lost) {

    /** Before anything was read. */
    static final Snapshot NOTHING =
            new Snapshot(new StackSeen.NotRead(), Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>());

    Snapshot {
        images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
        lost = Collections.unmodifiableSortedMap(new TreeMap<>(lost));
    }

    /** The stack, as CloudFormation tells it. */
    sealed interface StackSeen {

        /** CloudFormation has not answered yet. */
        record NotRead() implements StackSeen {}

        /**
         * There is no stack of that name.
         *
         * @param deleted the last that was seen of the one that was there
         */
        record Absent(Optional<Present> deleted) implements StackSeen {}

        /**
         * There is one.
         *
         * @param stackId an ARN, different for each stack that was ever created under the name
         * @param createdAt AWS's own time
         * @param status that of the stack's own latest event, so that status and resources are told in one order
         * @param outputs sorted by key
         * @param events all of this stack, oldest first
         * @param found whose it is
         */
        record Present(
                String stackId,
                Instant createdAt,
                String status,
                Optional<String> reason,
                List<Output> outputs,
                List<StackEvent> events,
                StackFound found)
                implements StackSeen {
            public Present {
                outputs = List.copyOf(outputs);
                events = List.copyOf(events);
            }

            boolean settled() {
                return !status.endsWith("_IN_PROGRESS");
            }

            Optional<String> output(String key) {
                return outputs.stream()
                        .filter(output -> output.key().equals(key))
                        .map(Output::value)
                        .findFirst();
            }
        }
    }

    /**
     * One event of a stack.
     *
     * @param physicalId empty as long as the resource has none; the stack's id for the stack's own events
     */
    record StackEvent(
            String eventId, String logicalId, String physicalId, String type, String status, Optional<String> reason) {

        boolean ofTheStackItself(String stackId) {
            return physicalId.equals(stackId);
        }
    }

    /**
     * The stack's cluster, as ECS tells it.
     *
     * @param services by name
     * @param tasks by id, the oldest first; stopped tasks stay for good, so that none stops twice
     */
    record EcsSeen(SortedMap<String, ServiceSeen> services, SequencedMap<String, TaskSeen> tasks) {
        static final EcsSeen EMPTY = new EcsSeen(new TreeMap<>(), new LinkedHashMap<>());

        EcsSeen {
            services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
            tasks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tasks));
        }

        boolean hasLife() {
            return !services.isEmpty() || tasks.values().stream().anyMatch(task -> !task.stopped());
        }
    }

    /** An ECS service; its events are the oldest first. */
    record ServiceSeen(int desired, int running, int pending, List<ServiceEvent> events) {
        ServiceSeen {
            events = List.copyOf(events);
        }
    }

    /** Something that ECS said about a service. */
    record ServiceEvent(String eventId, String message) {}

    /** A task. The stop code is empty as long as it has none, and so on. */
    record TaskSeen(
            String service,
            String lastStatus,
            String desiredStatus,
            String health,
            Optional<String> networkInterface,
            Optional<String> privateAddress,
            Optional<String> publicAddress,
            String stopCode,
            String stoppedReason,
            Optional<Integer> exitCode) {

        boolean stopped() {
            return lastStatus.equals("STOPPED");
        }

        TaskSeen withPublicAddress(Optional<String> address) {
            return new TaskSeen(
                    service,
                    lastStatus,
                    desiredStatus,
                    health,
                    networkInterface,
                    privateAddress,
                    address,
                    stopCode,
                    stoppedReason,
                    exitCode);
        }
    }

    /** The namespace's instances, as Cloud Map tells them. */
    record CloudMapSeen(SortedMap<InstanceKey, InstanceSeen> instances) {
        static final CloudMapSeen EMPTY = new CloudMapSeen(new TreeMap<>());

        CloudMapSeen {
            instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
        }
    }

    /** An instance's name in full: ids are unique within a service only. */
    record InstanceKey(String discoveryService, String instanceId) implements Comparable<InstanceKey> {
        @Override
        public int compareTo(InstanceKey other) {
            var services = discoveryService.compareTo(other.discoveryService);
            return services != 0 ? services : instanceId.compareTo(other.instanceId);
        }
    }

    /** An instance: where, and whether it may be given out. */
    record InstanceSeen(String address, String health) {}
}
