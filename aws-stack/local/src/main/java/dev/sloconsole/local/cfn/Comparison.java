package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sloconsole.local.cfn.ResourceChange.Action;
import dev.sloconsole.local.cfn.ResourceChange.Detail;
import dev.sloconsole.local.cfn.ResourceChange.Replacement;
import dev.sloconsole.local.cfn.ResourceChange.Source;
import dev.sloconsole.local.cfn.resource.ResourceSchema;
import dev.sloconsole.local.cfn.resource.ResourceSchema.Recreation;
import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.cfn.template.Evaluation;
import dev.sloconsole.local.cfn.template.References;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A stack held against what it is to be: what would change, and why, before anything does. A value that will be known
 * only when a resource was made is {@value #UNKNOWN} here.
 */
final class Comparison implements Evaluation.Resources {

    static final String UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private final Stack stack;
    private final Blueprint wanted;
    private final ResourceTypes types;
    private final Evaluation supposed;
    private final Walk walk;
    private final Map<String, ResourceChange> changes = new LinkedHashMap<>();

    private Comparison(Stack stack, Blueprint wanted, ResourceTypes types) {
        this.stack = stack;
        this.wanted = wanted;
        this.types = types;
        this.supposed = wanted.supposing(this);
        this.walk = new Walk(wanted.dependencies(), this::compare, this::compareRest);
    }

    static Comparison of(Stack stack, Blueprint wanted, ResourceTypes types) {
        var comparison = new Comparison(stack, wanted, types);
        comparison.walk.go();
        return comparison;
    }

    /** In the order of their ids. */
    List<ResourceChange> changes() {
        return new TreeSet<>(changes.keySet()).stream().map(changes::get).toList();
    }

    /** Whether an update would do nothing at all. */
    boolean isEmpty() {
        return changes.isEmpty() && stack.order().tags().equals(wanted.order().tags()) && outputsStay();
    }

    private boolean outputsStay() {
        try {
            return wanted.outputs(supposed).equals(stack.outputs());
        } catch (AwsError e) {
            return false;
        }
    }

    @Override
    public Optional<JsonNode> reference(String logicalId) {
        return isUnknown(logicalId) ? unknown() : stack.reference(logicalId);
    }

    @Override
    public Optional<JsonNode> attribute(String logicalId, String name) {
        return isUnknown(logicalId) ? unknown() : stack.attribute(logicalId, name);
    }

    @Override
    public Optional<JsonNode> export(String name) {
        return stack.export(name);
    }

    private static Optional<JsonNode> unknown() {
        return Optional.of(JsonNodeFactory.instance.textNode(UNKNOWN));
    }

    /** Whether another physical resource may stand behind the id. */
    private boolean isUnknown(String logicalId) {
        return Optional.ofNullable(changes.get(logicalId))
                .filter(change -> change.action() == Action.ADD || change.replacement() != Replacement.FALSE)
                .isPresent();
    }

    private void compareRest() {
        stack.resources().values().stream()
                .filter(resource -> !wanted.dependencies().containsKey(resource.logicalId()))
                .filter(resource -> !resource.status().isEmpty())
                .forEach(resource -> changes.put(
                        resource.logicalId(),
                        new ResourceChange(
                                Action.REMOVE,
                                resource.logicalId(),
                                Optional.of(resource.physicalId()),
                                resource.type(),
                                List.of(),
                                Optional.of(resource.retained() ? "Retain" : "Delete"))));
    }

    private void compare(String logicalId) {
        change(logicalId).ifPresent(change -> changes.put(logicalId, change));
        walk.completed(logicalId);
    }

    private Optional<ResourceChange> change(String logicalId) {
        var declared = wanted.template().resource(logicalId);
        var resource = Optional.ofNullable(stack.resources().get(logicalId))
                .filter(one -> one.current().exists());
        if (resource.isEmpty()) {
            return Optional.of(new ResourceChange(
                    Action.ADD, logicalId, Optional.empty(), declared.type(), List.of(), Optional.empty()));
        }
        var schema = types.known(declared.type()).schema();
        var details = new ArrayList<Detail>();
        var names = new TreeSet<String>();
        resource.get().current().properties().fieldNames().forEachRemaining(names::add);
        declared.properties().fieldNames().forEachRemaining(names::add);
        names.forEach(name -> details.addAll(property(resource.get(), schema, name)));
        if (schema.isTagged()
                && !resource.get().current().stackTags().equals(wanted.order().tags())) {
            details.add(new Detail("Tags", Recreation.NEVER, true, Source.DIRECT, Optional.empty()));
        }
        if (details.isEmpty() && !resource.get().status().endsWith("_FAILED")) {
            return Optional.empty();
        }
        var change = new ResourceChange(
                Action.MODIFY,
                logicalId,
                Optional.of(resource.get().physicalId()),
                declared.type(),
                details,
                Optional.empty());
        return Optional.of(
                change.replacement() == Replacement.TRUE
                        ? new ResourceChange(
                                Action.MODIFY,
                                logicalId,
                                change.physicalId(),
                                change.type(),
                                details,
                                Optional.of(declared.retainedWhenReplaced() ? "ReplaceAndRetain" : "ReplaceAndDelete"))
                        : change);
    }

    /** Why a property changes; nothing if it stays. */
    private List<Detail> property(StackResource resource, ResourceSchema schema, String name) {
        var before = resource.current().properties().path(name);
        var declared =
                wanted.template().resource(resource.logicalId()).properties().path(name);
        var after = value(declared);
        var recreation = schema.recreation(name);
        var details = new ArrayList<Detail>();
        causes(declared)
                .forEach((cause, source) ->
                        details.add(new Detail(name, recreation, false, source, Optional.of(cause))));
        boolean differs = after.isEmpty() || !before.equals(after.get());
        if (!differs) {
            return details;
        }
        if (!declared.equals(declaredBefore(resource.logicalId(), name))) {
            boolean known =
                    after.filter(value -> !value.toString().contains(UNKNOWN)).isPresent();
            details.addFirst(new Detail(name, recreation, known, Source.DIRECT, Optional.empty()));
            return details;
        }
        var parameters = References.in(declared).names().stream()
                .filter(this::isOtherParameter)
                .toList();
        parameters.forEach(parameter ->
                details.addFirst(new Detail(name, recreation, true, Source.PARAMETER, Optional.of(parameter))));
        if (!parameters.isEmpty() || details.isEmpty()) {
            details.add(new Detail(name, recreation, parameters.isEmpty(), Source.DIRECT, Optional.empty()));
        }
        return details;
    }

    /** The value it would have; empty if that is not known beforehand. */
    private Optional<JsonNode> value(JsonNode declared) {
        try {
            return Optional.of(declared.isMissingNode() ? declared : supposed.value(declared));
        } catch (AwsError e) {
            return Optional.empty();
        }
    }

    private JsonNode declaredBefore(String logicalId, String name) {
        return Optional.ofNullable(stack.template().resources().get(logicalId))
                .map(before -> before.properties().path(name))
                .orElse(MissingNode.getInstance());
    }

    private boolean isOtherParameter(String name) {
        var value = wanted.order().parameters().get(name);
        return value != null && !value.equals(stack.order().parameters().get(name));
    }

    /** What a property refers to of which it cannot be said beforehand what it will be. */
    private Map<String, Source> causes(JsonNode declared) {
        var causes = new LinkedHashMap<String, Source>();
        if (declared.isMissingNode()) {
            return causes;
        }
        var references = References.in(declared);
        references.names().stream().filter(this::isUnknown).forEach(id -> causes.put(id, Source.RESOURCE));
        references.attributes().stream()
                .filter(attribute -> changes.containsKey(attribute.logicalId()))
                .forEach(attribute -> causes.put(attribute.logicalId() + "." + attribute.name(), Source.ATTRIBUTE));
        return causes;
    }
}
