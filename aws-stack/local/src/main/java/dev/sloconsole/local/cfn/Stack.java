package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.cfn.Blueprint.Output;
import dev.sloconsole.local.cfn.Deletion.Doomed;
import dev.sloconsole.local.cfn.template.Evaluation;
import dev.sloconsole.local.cfn.template.Parameter;
import dev.sloconsole.local.cfn.template.PseudoParameters;
import dev.sloconsole.local.cfn.template.Template;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A stack: what was asked for, what it consists of, where it stands and what has happened to it. */
final class Stack implements Evaluation.Resources {

    static final String TYPE = "AWS::CloudFormation::Stack";

    private static final Set<String> UPDATABLE =
            Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_FAILED");

    private final String id;
    private final PseudoParameters pseudo;
    private final StackTable others;
    private final Map<String, StackResource> resources = new LinkedHashMap<>();
    private final List<StackEvent> events = new ArrayList<>();
    private final Instant created = now();
    private Blueprint blueprint;
    private Optional<Instant> updated = Optional.empty();
    private boolean terminationProtection;
    private Optional<String> token;
    private List<Output> outputs = List.of();
    private String status = "";
    private Optional<String> reason = Optional.empty();
    private Optional<Instant> deleted = Optional.empty();
    private Instant lastTimestamp = Instant.EPOCH;
    private Optional<Creation> creation = Optional.empty();
    private Optional<Update> update = Optional.empty();
    private String lastWord = "DELETE";

    /** Checks all that depends on parameter values, so that a stack that exists is one that can be tried. */
    Stack(StackOrder order, Account account, StackTable others) {
        this.others = others;
        this.id = account.arn("cloudformation", "stack/" + order.name() + "/" + UUID.randomUUID());
        this.pseudo = new PseudoParameters(account.id(), account.region(), order.name(), id);
        this.terminationProtection = order.terminationProtection();
        this.token = order.token();
        this.blueprint = blueprint(order);
    }

    /** What this stack would be by an order. */
    Blueprint blueprint(StackOrder order) {
        return Blueprint.of(order, pseudo, this);
    }

    /** What it is to be, or is. */
    Blueprint blueprint() {
        return blueprint;
    }

    StackOrder order() {
        return blueprint.order();
    }

    Template template() {
        return blueprint.template();
    }

    String id() {
        return id;
    }

    String name() {
        return pseudo.stackName();
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

    Optional<Instant> updated() {
        return updated;
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

    /** Whether it only waits for a change set to be executed. */
    boolean isInReview() {
        return status.equals("REVIEW_IN_PROGRESS");
    }

    boolean isProtected() {
        return terminationProtection;
    }

    void protect(boolean wanted) {
        terminationProtection = wanted;
    }

    /** The events from now on come of the request with this token. */
    void asked(Optional<String> clientToken) {
        token = clientToken;
    }

    /** The stack itself changes its status. */
    void changed(String newStatus, Optional<String> why) {
        status = newStatus;
        reason = why;
        var now = nextTimestamp();
        if (newStatus.equals("DELETE_COMPLETE")) {
            deleted = Optional.of(now);
        }
        events.add(new StackEvent(
                UUID.randomUUID().toString(), name(), id, TYPE, now, newStatus, why, Optional.empty(), token));
    }

    /** One of its resources changes its status. */
    void changed(StackResource resource, String newStatus, Optional<String> why) {
        changed(resource, resource.current(), newStatus, why);
    }

    /** Something that stands, or stood, behind one of its resources changes its status. */
    void changed(StackResource resource, PhysicalResource body, String newStatus, Optional<String> why) {
        var now = nextTimestamp();
        if (body == resource.current()) {
            resource.changed(newStatus, why, now);
        }
        events.add(new StackEvent(
                resource.logicalId() + "-" + newStatus + "-" + now,
                resource.logicalId(),
                body == resource.current() ? resource.physicalId() : body.id(),
                resource.type(),
                now,
                newStatus,
                why,
                body.shownProperties(),
                token));
    }

    /** Waits for one of its change sets to be executed. */
    void review() {
        changed("REVIEW_IN_PROGRESS", Optional.of("User Initiated"));
    }

    void create(Works works, Blueprint wanted) {
        blueprint = wanted;
        declare();
        var begun = new Creation(this, works);
        creation = Optional.of(begun);
        begun.start();
    }

    void refuseUnlessUpdatable() {
        if (!UPDATABLE.contains(status)) {
            throw new AwsError(
                    "ValidationError", "Stack:" + id + " is in " + status + " state and can not be updated.");
        }
    }

    /** What somebody said about it, without the values that nobody is to see. */
    String masked(String text) {
        return Parameter.masked(text, template().parameters(), order().parameters());
    }

    /** Updates it; after a failure it is left as it is, if that is wanted, else taken back. */
    void update(Works works, Blueprint wanted, boolean keepFailed) {
        var sound = update.filter(Update::isUnsettled).map(Update::sound).orElse(blueprint);
        updated = Optional.of(now());
        var begun = new Update(this, works, sound, wanted, keepFailed);
        update = Optional.of(begun);
        begun.start();
    }

    /** The update that is under way or was the last, for a client that has something to say about it. */
    Optional<Update> lastUpdate() {
        return update;
    }

    /** The blueprint is another from now on, and its resources are declared. */
    void follow(Blueprint wanted) {
        blueprint = wanted;
        declare();
    }

    private void declare() {
        blueprint.dependencies().keySet().forEach(logicalId -> {
            var declared = template().resource(logicalId);
            resources
                    .computeIfAbsent(logicalId, absent -> new StackResource(declared))
                    .declared(declared);
        });
    }

    /** Whether a deletion would begin now. */
    boolean mayBeDeleted() {
        return !isDeleted() && !status.endsWith("_IN_PROGRESS");
    }

    /** A client wants it gone, but it cannot go: it is as it was, with the reason for that. */
    void stays(String why) {
        var before = status;
        changed("DELETE_IN_PROGRESS", Optional.of("User Initiated"));
        changed(before, Optional.of(why));
    }

    /** A client wants it gone: whatever is under way gives way, and a deletion that is under way is enough. */
    void deleteByUser(Works works, Set<String> kept) {
        if (!kept.isEmpty() && !status.equals("DELETE_FAILED")) {
            throw new AwsError(
                    "ValidationError",
                    "Invalid operation on stack [" + id + "]. When you delete a stack,"
                            + " specify which resources to retain only when the stack is in the DELETE_FAILED state.");
        }
        if (status.startsWith("UPDATE_") && status.endsWith("_IN_PROGRESS")) {
            throw new AwsError("ValidationError", "Stack [" + id + "] cannot be deleted while in status " + status);
        }
        switch (status) {
            case "DELETE_IN_PROGRESS", "DELETE_COMPLETE" -> {}
            case "ROLLBACK_IN_PROGRESS" -> {
                lastWord = "DELETE";
                changed("DELETE_IN_PROGRESS", Optional.of("User Initiated"));
            }
            default -> {
                creation.ifPresent(Creation::abandon);
                changed("DELETE_IN_PROGRESS", Optional.of("User Initiated"));
                deleteResources(works, kept, "DELETE");
            }
        }
    }

    /** Takes a failed creation back, which was left as it was. */
    void rollBackCreation(Works works) {
        changed("ROLLBACK_IN_PROGRESS", Optional.of("User Initiated"));
        deleteResources(works, Set.of(), "ROLLBACK");
    }

    /**
     * Deletes all its resources.
     *
     * @param kept resources to leave alone
     * @param verb {@code DELETE} or {@code ROLLBACK}, the start of its last status
     */
    void deleteResources(Works works, Set<String> kept, String verb) {
        lastWord = verb;
        var doomed = resources.values().stream()
                .filter(resource -> !resource.status().isEmpty() && !resource.isGone())
                .flatMap(resource -> resource.all().stream()
                        .map(body ->
                                new Doomed(resource, body, resource.retained() || kept.contains(resource.logicalId()))))
                .toList();
        var dependencies =
                new HashMap<>(update.map(Update::sound).orElse(blueprint).dependencies());
        dependencies.putAll(blueprint.dependencies());
        new Deletion(
                        this,
                        works,
                        doomed,
                        dependencies,
                        1,
                        failed -> changed(
                                lastWord + (failed.isEmpty() ? "_COMPLETE" : "_FAILED"),
                                failed.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of("The following resource(s) failed to delete: " + failed + ". ")))
                .start();
    }

    /** The names that its resources and outputs import, as long as it has any. */
    Set<String> imports() {
        return isInReview() || status.equals("ROLLBACK_COMPLETE") ? Set.of() : blueprint.imports();
    }

    /** The first name that it imports and nobody exports. */
    Optional<String> missingExport() {
        return blueprint.imports().stream()
                .filter(name -> export(name).isEmpty())
                .findFirst();
    }

    /**
     * Gives the outputs their values.
     *
     * @throws AwsError for an export that another stack has, and for one that others import and that would change
     */
    void evaluateOutputs() {
        var values = blueprint.outputs(blueprint.evaluation());
        outputs.forEach(before -> before.exportName().ifPresent(name -> {
            var now = values.stream()
                    .filter(output -> output.exportName().equals(Optional.of(name)))
                    .findFirst();
            if (now.filter(output -> output.value().equals(before.value())).isEmpty()) {
                others.inUse(this, name).ifPresent(users -> {
                    throw new AwsError(
                            "ValidationError",
                            "Export " + name + " cannot be " + (now.isPresent() ? "updated" : "deleted")
                                    + " as it is in use by " + users);
                });
            }
        }));
        values.forEach(output -> output.exportName()
                .flatMap(others::exporter)
                .filter(other -> other != this)
                .ifPresent(other -> {
                    throw new AwsError(
                            "ValidationError",
                            "Export with name " + output.exportName().orElse("") + " is already exported by stack "
                                    + other.name());
                }));
        refuseSameExports(values);
        outputs = values;
    }

    private void refuseSameExports(List<Blueprint.Output> values) {
        var names = new HashSet<String>();
        values.stream()
                .flatMap(output -> output.exportName().stream())
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new AwsError(
                            "ValidationError",
                            "Export with name " + name + " is already exported by stack " + name()
                                    + ", by another of its outputs");
                });
    }

    @Override
    public Optional<JsonNode> reference(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId))
                .map(StackResource::current)
                .filter(PhysicalResource::exists)
                .map(body -> JsonNodeFactory.instance.textNode(body.id()));
    }

    @Override
    public Optional<JsonNode> export(String name) {
        return others.exporter(name)
                .filter(other -> other != this)
                .flatMap(other -> other.outputs.stream()
                        .filter(output -> output.exportName().equals(Optional.of(name)))
                        .findFirst())
                .map(output -> JsonNodeFactory.instance.textNode(output.value()));
    }

    @Override
    public Optional<JsonNode> attribute(String logicalId, String name) {
        return Optional.ofNullable(resources.get(logicalId))
                .flatMap(resource ->
                        Optional.ofNullable(resource.current().attributes().get(name)))
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
