package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.EcsSeen;
import dev.sloconsole.stack.Snapshot.StackEvent;
import dev.sloconsole.stack.Snapshot.StackSeen;
import dev.sloconsole.stack.Snapshot.TaskSeen;
import dev.sloconsole.stack.StackFact.StackFailed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * Finds out what a stack failed of: the first {@code *_FAILED} event that is no consequence of another, and, where that
 * was an ECS service, why its newest task stopped and what it said last. Asked as soon as the failure is seen, for the
 * rollback takes tasks and log groups away. Owned by the watcher's thread.
 */
final class FailureReader {

    private static final Logger LOG = LoggerFactory.getLogger(FailureReader.class);
    private static final int LINES = 10;
    private static final int STREAMS = 50;

    private final CloudClients clients;

    FailureReader(CloudClients clients) {
        this.clients = clients;
    }

    /** What the stack failed of; empty if nothing did. */
    Optional<StackFailed> read(StackSeen.Present stack, Optional<EcsSeen> ecs) {
        var since = ownEvents(stack, "DELETE_IN_PROGRESS");
        if (since >= 0) {
            return stack.status().equals("DELETE_FAILED") ? deletion(stack, since) : Optional.empty();
        }
        return roots(stack.events(), "_FAILED").stream().findFirst().map(event -> deployment(stack, event, ecs));
    }

    private static int ownEvents(StackSeen.Present stack, String status) {
        for (int i = stack.events().size() - 1; i >= 0; i--) {
            var event = stack.events().get(i);
            if (event.ofTheStackItself(stack.stackId()) && event.status().equals(status)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<StackFailed> deletion(StackSeen.Present stack, int since) {
        var holding = roots(stack.events().subList(since, stack.events().size()), "DELETE_FAILED").stream()
                .filter(event -> !event.ofTheStackItself(stack.stackId()))
                .toList();
        if (holding.isEmpty()) {
            return Optional.of(
                    new StackFailed("deletion", "", "", stack.reason().orElse(""), Optional.empty(), List.of()));
        }
        return Optional.of(new StackFailed(
                "deletion",
                holding.stream().map(StackEvent::logicalId).distinct().collect(Collectors.joining(", ")),
                holding.getFirst().type(),
                holding.stream()
                        .flatMap(event -> event.reason().stream())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                Optional.empty(),
                List.of()));
    }

    /** Failures with a reason of their own: AWS cancels what is under way when something else has failed. */
    private static List<StackEvent> roots(List<StackEvent> events, String ending) {
        return events.stream()
                .filter(event -> event.status().endsWith(ending))
                .filter(event -> event.reason().isPresent())
                .filter(event -> !event.reason().get().toLowerCase(Locale.ROOT).contains("cancelled"))
                .toList();
    }

    private StackFailed deployment(StackSeen.Present stack, StackEvent event, Optional<EcsSeen> ecs) {
        var task = ecs.flatMap(seen -> newestStopped(seen, event));
        return new StackFailed(
                "deployment",
                event.logicalId(),
                event.type(),
                event.reason().orElse(""),
                task.map(each -> each.getValue().stoppedReason()).filter(reason -> !reason.isEmpty()),
                task.map(each -> log(stack, each.getKey())).orElse(List.of()));
    }

    private static Optional<Map.Entry<String, TaskSeen>> newestStopped(EcsSeen ecs, StackEvent event) {
        return event.type().equals("AWS::ECS::Service")
                ? ecs.tasks().reversed().entrySet().stream()
                        .filter(each -> each.getValue().stopped())
                        .filter(each -> event.physicalId().isEmpty()
                                || event.physicalId().endsWith(each.getValue().service()))
                        .findFirst()
                : Optional.empty();
    }

    /** The last lines of all the task's containers; none if the logs are gone already or may not be read. */
    private List<String> log(StackSeen.Present stack, String taskId) {
        try {
            return stack.events().stream()
                    .filter(event -> event.type().equals("AWS::Logs::LogGroup"))
                    .filter(event -> event.status().equals("CREATE_COMPLETE"))
                    .map(StackEvent::physicalId)
                    .flatMap(group -> lines(group, taskId).stream())
                    .toList();
        } catch (SdkException e) {
            LOG.debug("The log of task {} cannot be read.", taskId, e);
            return List.of();
        }
    }

    private List<String> lines(String group, String taskId) {
        return clients
                .logs()
                .describeLogStreams(ask -> ask.logGroupName(group)
                        .orderBy(OrderBy.LAST_EVENT_TIME)
                        .descending(true)
                        .limit(STREAMS))
                .logStreams()
                .stream()
                .filter(stream -> stream.logStreamName().endsWith("/" + taskId))
                .flatMap(stream -> clients
                        .logs()
                        .getLogEvents(ask -> ask.logGroupName(group)
                                .logStreamName(stream.logStreamName())
                                .startFromHead(false)
                                .limit(LINES))
                        .events()
                        .stream())
                .map(OutputLogEvent::message)
                .filter(line -> line != null && !line.isBlank())
                .toList();
    }
}
