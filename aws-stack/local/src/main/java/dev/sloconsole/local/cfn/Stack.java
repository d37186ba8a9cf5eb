package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.Account;
import dev.sloconsole.local.cfn.template.Evaluation;
import dev.sloconsole.local.cfn.template.Parameter;
import dev.sloconsole.local.cfn.template.PseudoParameters;
import dev.sloconsole.local.cfn.template.Template;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A stack: what was asked for, what it consists of, where it stands and what has happened to it. */
final class Stack implements Evaluation.Resources {

    static final String TYPE = "AWS::CloudFormation::Stack";

    /** An output with its value. */
    record Output(String key, String value, Optional<String> description, Optional<String> exportName) {}

    private final StackOrder order;
    private final String id;
    private final Evaluation evaluation;
    private final Map<String, Set<String>> dependencies;
    private final Map<String, StackResource> resources = new LinkedHashMap<>();
    private final List<StackEvent> events = new ArrayList<>();
    private final Instant created = now();
    private List<Output> outputs = List.of();
    private String status = "";
    private Optional<String> reason = Optional.empty();
    private Optional<Instant> deleted = Optional.empty();
    private Instant lastTimestamp = Instant.EPOCH;
    private Optional<Creation> creation = Optional.empty();
    private Optional<Deletion> deletion = Optional.empty();

    /** Checks all that depends on parameter values, so that a stack that exists is one that can be tried. */
    Stack(StackOrder order, Account account) {
        this.order = order;
        this.id = account.arn("cloudformation", "stack/" + order.name() + "/" + UUID.randomUUID());
        var pseudo = new PseudoParameters(account.id(), account.region(), order.name(), id);
        this.evaluation = new Evaluation(order.template(), order.parameters(), pseudo, this);
        this.dependencies = evaluation.dependencies();
        dependencies.keySet().forEach(logicalId -> {
            var declared = order.template().resource(logicalId);
            resources.put(logicalId, new StackResource(logicalId, declared.type(), declared.retained()));
        });
    }

    StackOrder order() {
        return order;
    }

    Template template() {
        return order.template();
    }

    String id() {
        return id;
    }

    String name() {
        return order.name();
    }

    Evaluation evaluation() {
        return evaluation;
    }

    /** For each resource that takes part, those it waits for. */
    Map<String, Set<String>> dependencies() {
        return dependencies;
    }

    Map<String, StackResource> resources() {
        return resources;
    }

    StackResource resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId)).orElseThrow();
    }

    /** Oldest first. */
    List<StackEvent> events() {
        return events;
    }

    Instant created() {
        return created;
    }

    Optional<Instant> deleted() {
        return deleted;
    }

    String status() {
        return status;
    }

    Optional<String> reason() {
        return reason;
    }

    List<Output> outputs() {
        return outputs;
    }

    boolean isDeleted() {
        return status.equals("DELETE_COMPLETE");
    }

    /** The parameters as they may be shown. */
    Map<String, String> shownParameters() {
        return Parameter.shown(template().parameters(), order.parameters());
    }

    /** The stack itself changes its status. */
    void changed(String newStatus, Optional<String> why) {
        status = newStatus;
        reason = why;
        var now = nextTimestamp();
        if (newStatus.equals("DELETE_COMPLETE")) {
            deleted = Optional.of(now);
        }
        events.add(new StackEvent(UUID.randomUUID().toString(), name(), id, TYPE, now, newStatus, why,
                Optional.empty()));
    }

    /** One of its resources changes its status. */
    void changed(StackResource resource, String newStatus, Optional<String> why) {
        var now = nextTimestamp();
        resource.changed(newStatus, why, now);
        events.add(new StackEvent(resource.logicalId() + "-" + newStatus + "-" + now, resource.logicalId(),
                resource.physicalId(), resource.type(), now, newStatus, why, resource.shownProperties()));
    }

    void create(Works works) {
        var begun = new Creation(this, works);
        creation = Optional.of(begun);
        begun.start();
    }

    /** A client wants it gone: whatever is under way gives way, and a deletion that is under way is enough. */
    void deleteByUser(Works works, Set<String> kept) {
        switch (status) {
            case "DELETE_IN_PROGRESS", "DELETE_COMPLETE" -> {}
            case "ROLLBACK_IN_PROGRESS" -> deletion.ifPresent(Deletion::becomeDelete);
            default -> {
                creation.ifPresent(Creation::abandon);
                changed("DELETE_IN_PROGRESS", Optional.of("User Initiated"));
                delete(works, kept, "DELETE");
            }
        }
    }

    /** Deletes its resources; see {@link Deletion}. */
    void delete(Works works, Set<String> kept, String verb) {
        var begun = new Deletion(this, works, kept, verb);
        deletion = Optional.of(begun);
        begun.start();
    }

    void evaluateOutputs() {
        var values = new ArrayList<Output>();
        evaluation.outputs().values().forEach(output -> values.add(new Output(output.key(),
                evaluation.outputText(output.key(), output.value()), output.description(),
                output.exportName().map(name -> evaluation.outputText(output.key(), name)))));
        outputs = List.copyOf(values);
    }

    @Override
    public Optional<JsonNode> reference(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId))
                .filter(StackResource::exists)
                .map(resource -> JsonNodeFactory.instance.textNode(resource.physicalId()));
    }

    @Override
    public Optional<JsonNode> attribute(String logicalId, String name) {
        return Optional.ofNullable(resources.get(logicalId))
                .flatMap(resource -> Optional.ofNullable(resource.attributes().get(name)))
                .map(JsonNodeFactory.instance::textNode);
    }

    /** Strictly rising, so that events sort by time as they happened. */
    private Instant nextTimestamp() {
        var now = now();
        lastTimestamp = now.isAfter(lastTimestamp) ? now : lastTimestamp.plusMillis(1);
        return lastTimestamp;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
