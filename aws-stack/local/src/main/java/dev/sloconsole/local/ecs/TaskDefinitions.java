package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The task definitions: families with their revisions. Touched by the local-cloud thread only. */
final class TaskDefinitions {

    /** One revision. */
    record TaskDefinition(
            String arn,
            String family,
            int revision,
            ObjectNode described,
            List<ContainerDefinition> containers,
            ArrayNode tags) {

        boolean active() {
            return described.path("status").asText().equals("ACTIVE");
        }

        boolean awsvpc() {
            return described.path("networkMode").asText().equals("awsvpc");
        }

        /** Whether it can run on Fargate. */
        boolean fargate() {
            return Json.strings(described, "compatibilities").contains("FARGATE");
        }
    }

    private final Account account;
    private final Supplier<Instant> clock;
    private final Map<String, TaskDefinition> byArn = new LinkedHashMap<>();
    private final Map<String, Integer> lastRevisions = new HashMap<>();

    TaskDefinitions(Account account, Supplier<Instant> clock) {
        this.account = account;
        this.clock = clock;
    }

    ObjectNode register(ObjectNode request) {
        var containers = DefinitionCheck.containers(request);
        var family = request.path("family").asText();
        int revision = lastRevisions.merge(family, 1, Integer::sum);
        var arn = account.arn("ecs", "task-definition/" + family + ":" + revision);
        var described = request.deepCopy();
        described.remove("tags");
        described
                .put("taskDefinitionArn", arn)
                .put("revision", revision)
                .put("status", "ACTIVE")
                .put("registeredAt", Json.time(clock.get()))
                .put("registeredBy", "arn:aws:iam::" + account.id() + ":user/local");
        DefinitionDefaults.fill(described);
        described.set(
                "compatibilities",
                Json.strings(FargateCheck.problem(request).isEmpty() ? List.of("EC2", "FARGATE") : List.of("EC2")));
        var definition = new TaskDefinition(arn, family, revision, described, containers, Tags.given(request));
        byArn.put(arn, definition);
        return answer(definition, !definition.tags.isEmpty());
    }

    ObjectNode deregister(ObjectNode request) {
        var label = Json.text(request, "taskDefinition").orElse("");
        if (!label.substring(label.lastIndexOf('/') + 1).contains(":")) {
            throw Refusals.invalid("Invalid revision number. Number: " + label);
        }
        var definition = find(label).orElseThrow(() -> Refusals.client("Unable to describe task definition."));
        if (definition.active()) {
            definition.described.put("status", "INACTIVE").put("deregisteredAt", Json.time(clock.get()));
        }
        return answer(definition, false);
    }

    ObjectNode describe(ObjectNode request) {
        var definition = find(Json.text(request, "taskDefinition").orElse(""))
                .orElseThrow(() -> Refusals.client("Unable to describe task definition."));
        return answer(definition, Tags.wanted(request));
    }

    ObjectNode list(ObjectNode request) {
        var status = Json.text(request, "status").orElse("ACTIVE");
        var family = Json.text(request, "familyPrefix");
        // Revisions in the order in which they came, families by name: what "ASC" is.
        var found = byArn.values().stream()
                .filter(d -> d.described.path("status").asText().equals(status))
                .filter(d -> family.filter(name -> !name.equals(d.family)).isEmpty())
                .sorted((a, b) -> a.family.equals(b.family)
                        ? Integer.compare(a.revision, b.revision)
                        : a.family.compareTo(b.family))
                .map(TaskDefinition::arn)
                .toList();
        return Refusals.page(
                request,
                "taskDefinitionArns",
                request.path("sort").asText().equals("DESC") ? found.reversed() : found,
                100);
    }

    ObjectNode listFamilies(ObjectNode request) {
        var status = Json.text(request, "status").orElse("ALL");
        var prefix = Json.text(request, "familyPrefix").orElse("");
        return Refusals.page(
                request,
                "families",
                byArn.values().stream()
                        .map(TaskDefinition::family)
                        .distinct()
                        .filter(family -> family.startsWith(prefix))
                        .filter(family -> switch (status) {
                            case "ACTIVE" -> ofFamily(family).anyMatch(TaskDefinition::active);
                            case "INACTIVE" -> ofFamily(family).noneMatch(TaskDefinition::active);
                            default -> true;
                        })
                        .sorted()
                        .toList(),
                100);
    }

    private Stream<TaskDefinition> ofFamily(String family) {
        return byArn.values().stream().filter(d -> d.family.equals(family));
    }

    /** By ARN, by family and revision, or the latest active one of a family. */
    Optional<TaskDefinition> find(String name) {
        var ours = account.arn("ecs", "task-definition/");
        if (name.startsWith("arn:") && !name.startsWith(ours)) {
            return Optional.empty();
        }
        var label = name.startsWith(ours) ? name.substring(ours.length()) : name;
        if (label.contains(":")) {
            return Optional.ofNullable(byArn.get(account.arn("ecs", "task-definition/" + label)));
        }
        return ofFamily(label).filter(TaskDefinition::active).reduce((earlier, later) -> later);
    }

    /** The definition that a service or a run asks for. */
    TaskDefinition wanted(ObjectNode request) {
        var name = Json.required(
                request, "taskDefinition", () -> Refusals.invalid("TaskDefinition cannot be null or empty."));
        var definition = find(name).orElseThrow(() -> Refusals.client("TaskDefinition not found."));
        if (!definition.active()) {
            throw Refusals.client("TaskDefinition is inactive");
        }
        return definition;
    }

    private static ObjectNode answer(TaskDefinition definition, boolean withTags) {
        ObjectNode answer = Json.object().set("taskDefinition", definition.described.deepCopy());
        if (withTags) {
            answer.set("tags", definition.tags.deepCopy());
        }
        return answer;
    }
}
