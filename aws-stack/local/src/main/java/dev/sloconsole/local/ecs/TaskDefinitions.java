package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.Json;
import dev.sloconsole.local.ecs.ContainerDefinition.Dependency;
import dev.sloconsole.local.wire.AwsError;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The task definitions: families with their revisions. Touched by the local-cloud thread only. */
final class TaskDefinitions {

    /** One revision. */
    record TaskDefinition(
            String arn, String family, int revision, ObjectNode described, List<ContainerDefinition> containers) {
        String label() {
            return family + ":" + revision;
        }

        boolean active() {
            return described.path("status").asText().equals("ACTIVE");
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
        var family = Json.required(request, "family", () -> refusal("Family should not be null or empty."));
        var containers = Json.items(request, "containerDefinitions").stream().map(ContainerDefinition::of).toList();
        check(containers);
        int revision = lastRevisions.merge(family, 1, Integer::sum);
        var arn = account.arn("ecs", "task-definition/" + family + ":" + revision);
        var described = request.deepCopy();
        var tags = described.remove("tags");
        described.put("taskDefinitionArn", arn)
                .put("revision", revision)
                .put("status", "ACTIVE")
                .put("registeredAt", Json.time(clock.get()))
                .put("registeredBy", "arn:aws:iam::" + account.id() + ":user/local");
        described.putIfAbsent("volumes", Json.array());
        described.putIfAbsent("placementConstraints", Json.array());
        described.putIfAbsent("compatibilities", Json.strings(List.of("EC2", "FARGATE")));
        byArn.put(arn, new TaskDefinition(arn, family, revision, described, containers));
        return answer(described, Optional.ofNullable(tags));
    }

    private static void check(List<ContainerDefinition> containers) {
        if (containers.isEmpty()) {
            throw refusal("Container list cannot be empty.");
        }
        if (containers.stream().noneMatch(ContainerDefinition::essential)) {
            throw refusal("At least one container must be marked as essential.");
        }
        var names = new HashSet<String>();
        for (var container : containers) {
            if (!names.add(container.name())) {
                throw refusal("Container names should be unique: " + container.name() + ".");
            }
        }
        for (var container : containers) {
            for (var dependency : container.dependsOn()) {
                if (!names.contains(dependency.container()) || reaches(containers, dependency, container.name(), 0)) {
                    throw refusal("Invalid container dependency: " + container.name() + " depends on "
                            + dependency.container() + ".");
                }
            }
        }
    }

    private static boolean reaches(List<ContainerDefinition> all, Dependency from, String to, int depth) {
        if (from.container().equals(to) || depth > all.size()) {
            return from.container().equals(to);
        }
        return all.stream()
                .filter(c -> c.name().equals(from.container()))
                .flatMap(c -> c.dependsOn().stream())
                .anyMatch(next -> reaches(all, next, to, depth + 1));
    }

    ObjectNode deregister(ObjectNode request) {
        var definition = find(Json.text(request, "taskDefinition").orElse(""))
                .orElseThrow(() -> refusal("Unable to describe task definition."));
        definition.described().put("status", "INACTIVE").put("deregisteredAt", Json.time(clock.get()));
        return answer(definition.described(), Optional.empty());
    }

    ObjectNode describe(ObjectNode request) {
        var definition = find(Json.text(request, "taskDefinition").orElse(""))
                .orElseThrow(() -> refusal("Unable to describe task definition."));
        return answer(definition.described(), Optional.empty());
    }

    /** By ARN, by family and revision, or the latest active one of a family. */
    Optional<TaskDefinition> find(String name) {
        var label = name.substring(name.lastIndexOf('/') + 1);
        if (label.contains(":")) {
            return Optional.ofNullable(byArn.get(account.arn("ecs", "task-definition/" + label)));
        }
        return byArn.values().stream()
                .filter(d -> d.family().equals(label) && d.active())
                .reduce((earlier, later) -> later);
    }

    private static ObjectNode answer(ObjectNode described, Optional<JsonNode> tags) {
        ObjectNode answer = Json.object().set("taskDefinition", described.deepCopy());
        tags.ifPresent(t -> answer.set("tags", t));
        return answer;
    }

    private static AwsError refusal(String message) {
        return new AwsError("ClientException", message);
    }
}
