package dev.sloconsole.stack;

import dev.sloconsole.stack.Snapshot.StackEvent;
import dev.sloconsole.stack.Snapshot.StackSeen;
import dev.sloconsole.stack.StackFact.OutputsRead.Output;
import dev.sloconsole.stack.StackFact.StackFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
        IncompleteAnswerException.unless(
                stack.stackId() != null && stack.stackStatusAsString() != null,
                "DescribeStacks",
                "the stack's id or status");
        return stack.stackStatusAsString().equals(DELETE_COMPLETE) ? absent(before) : present(before, stack);
    }

    private StackSeen.Present present(StackSeen before, Stack stack) {
        var status = stack.stackStatusAsString();
        var known = before instanceof StackSeen.Present same && same.stackId().equals(stack.stackId())
                ? Optional.of(same)
                : Optional.<StackSeen.Present>empty();
        var quiet = known.filter(was -> was.settled() && was.status().equals(status))
                .isPresent();
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
                events,
                found(stack));
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
                last.stackId(),
                last.createdAt(),
                DELETE_COMPLETE,
                Optional.empty(),
                last.outputs(),
                events,
                last.found());
    }

    /** Whose a stack is, by its tags, and what its parameters say about its end and its visitors. */
    static StackFound found(Stack stack) {
        var tags = new TreeMap<String, String>();
        stack.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        var parameters = new TreeMap<String, String>();
        stack.parameters()
                .forEach(each ->
                        parameters.put(each.parameterKey(), Objects.requireNonNullElse(each.parameterValue(), "")));
        return new StackFound(
                stack.stackId(),
                StackClient.CREATED_BY.equals(tags.get(StackClient.CREATED_BY_TAG)),
                text(tags.get(StackClient.OWNER_TAG)),
                Objects.requireNonNullElse(stack.creationTime(), Instant.EPOCH),
                text(parameters.get(StackParameters.AUTO_STOP)).flatMap(StackParameters::instant),
                StackParameters.RANGES.stream()
                        .flatMap(key -> text(parameters.get(key)).stream())
                        .toList());
    }

    /** All events of one stack, oldest first. AWS pages them newest first; we stop at the first that we know. */
    private List<StackEvent> events(String stackId, Optional<StackSeen.Present> before) {
        var known = before.map(StackSeen.Present::events).orElse(List.of());
        var knownIds = known.stream().map(StackEvent::eventId).collect(Collectors.toSet());
        var fresh = new ArrayList<StackEvent>();
        for (var page : cloudFormation().describeStackEventsPaginator(ask -> ask.stackName(stackId))) {
            IncompleteAnswerException.unless(page.hasStackEvents(), "DescribeStackEvents", "the events");
            var unknown = page.stackEvents().stream()
                    .takeWhile(event -> !knownIds.contains(event.eventId()))
                    .toList();
            unknown.stream()
                    .filter(event -> stackId.equals(event.stackId()))
                    .map(StackReader::event)
                    .forEach(fresh::add);
            if (unknown.size() < page.stackEvents().size()) {
                break;
            }
        }
        Collections.reverse(fresh);
        var all = new ArrayList<>(known);
        all.addAll(fresh);
        return all;
    }

    private static StackEvent event(software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
        return new StackEvent(
                event.eventId(),
                Objects.requireNonNullElse(event.logicalResourceId(), ""),
                Objects.requireNonNullElse(event.physicalResourceId(), ""),
                Objects.requireNonNullElse(event.resourceType(), ""),
                Objects.requireNonNullElse(event.resourceStatusAsString(), ""),
                text(event.resourceStatusReason()));
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
