package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.StackEvent;
import dev.sloconsole.stack.Snapshot.StackSeen;
import dev.sloconsole.stack.StackFact.OutputsRead.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Reads a stack and its events from CloudFormation; of the events only those that are not known yet. */
final class StackReader {

    private static final String DELETE_COMPLETE = "DELETE_COMPLETE";

    private final CloudClients clients;
    private final String stackName;

    StackReader(CloudClients clients, String stackName) {
        this.clients = clients;
        this.stackName = stackName;
    }

    StackSeen read(StackSeen before) {
        DescribeStacksResponse answer;
        try {
            answer = cloudFormation().describeStacks(ask -> ask.stackName(stackName));
        } catch (CloudFormationException e) {
            if (sayingThatThereIsNone(e)) {
                return absent(before);
            }
            throw e;
        }
        IncompleteAnswerException.unless(!answer.stacks().isEmpty(), "DescribeStacks", "the stack");
        var stack = answer.stacks().getFirst();
        IncompleteAnswerException.unless(stack.stackId() != null && stack.stackStatusAsString() != null,
                "DescribeStacks", "the stack's id or status");
        return stack.stackStatusAsString().equals(DELETE_COMPLETE) ? absent(before) : present(before, stack);
    }

    private StackSeen.Present present(StackSeen before, Stack stack) {
        var status = stack.stackStatusAsString();
        var known = before instanceof StackSeen.Present same && same.stackId().equals(stack.stackId())
                ? Optional.of(same)
                : Optional.<StackSeen.Present>empty();
        var quiet = known.filter(was -> was.settled() && was.status().equals(status)).isPresent();
        var events = quiet ? known.orElseThrow().events() : events(stack.stackId(), known);
        var own = events.reversed().stream()
                .filter(event -> event.ofTheStackItself(stack.stackId()))
                .findFirst();
        return new StackSeen.Present(
                stack.stackId(),
                Objects.requireNonNullElse(stack.creationTime(), Instant.EPOCH),
                own.map(StackEvent::status).orElse(status),
                own.isPresent() ? own.get().reason() : text(stack.stackStatusReason()),
                outputs(stack),
                events);
    }

    private StackSeen.Absent absent(StackSeen before) {
        return switch (before) {
            case StackSeen.NotRead never -> new StackSeen.Absent(Optional.empty());
            case StackSeen.Absent still -> still;
            case StackSeen.Present last -> new StackSeen.Absent(Optional.of(ended(last)));
        };
    }

    /** The stack with its last events, which AWS still gives to whoever asks by id. */
    private StackSeen.Present ended(StackSeen.Present last) {
        List<StackEvent> events;
        try {
            events = events(last.stackId(), Optional.of(last));
        } catch (CloudFormationException e) {
            if (!sayingThatThereIsNone(e)) {
                throw e;
            }
            events = last.events();
        }
        return new StackSeen.Present(
                last.stackId(), last.createdAt(), DELETE_COMPLETE, Optional.empty(), last.outputs(), events);
    }

    /** All events of one stack, oldest first. AWS pages them newest first; we stop at the first that we know. */
    private List<StackEvent> events(String stackId, Optional<StackSeen.Present> before) {
        var known = before.map(StackSeen.Present::events).orElse(List.of());
        var knownIds = known.stream().map(StackEvent::eventId).collect(Collectors.toSet());
        var fresh = new ArrayList<StackEvent>();
        @Nullable String page = null;
        var met = false;
        do {
            var token = page;
            var answer = cloudFormation().describeStackEvents(ask -> ask.stackName(stackId).nextToken(token));
            IncompleteAnswerException.unless(answer.hasStackEvents(), "DescribeStackEvents", "the events");
            for (var event : answer.stackEvents()) {
                met = knownIds.contains(event.eventId());
                if (met) {
                    break;
                }
                if (stackId.equals(event.stackId())) {
                    fresh.add(new StackEvent(
                            event.eventId(),
                            Objects.requireNonNullElse(event.logicalResourceId(), ""),
                            Objects.requireNonNullElse(event.physicalResourceId(), ""),
                            Objects.requireNonNullElse(event.resourceType(), ""),
                            Objects.requireNonNullElse(event.resourceStatusAsString(), ""),
                            text(event.resourceStatusReason())));
                }
            }
            page = answer.nextToken();
        } while (!met && page != null);
        Collections.reverse(fresh);
        var all = new ArrayList<>(known);
        all.addAll(fresh);
        return all;
    }

    private static List<Output> outputs(Stack stack) {
        return stack.outputs().stream()
                .map(output -> new Output(output.outputKey(), output.outputValue()))
                .sorted(Comparator.comparing(Output::key))
                .toList();
    }

    private static boolean sayingThatThereIsNone(CloudFormationException refusal) {
        var details = refusal.awsErrorDetails();
        return details != null
                && "ValidationError".equals(details.errorCode())
                && String.valueOf(details.errorMessage()).contains("does not exist");
    }

    private static Optional<String> text(@Nullable String words) {
        return Optional.ofNullable(words).filter(each -> !each.isBlank());
    }

    private CloudFormationClient cloudFormation() {
        return clients.cloudFormation();
    }
}
