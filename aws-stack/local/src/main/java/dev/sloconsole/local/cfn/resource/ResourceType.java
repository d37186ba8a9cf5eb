package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A type of resource: what its properties may be, how it comes to be, changes, and goes.
 *
 * @param name such as {@code AWS::EC2::VPC}
 */
public record ResourceType(String name, ResourceSchema schema, Creator creator, Updater updater, Deleter deleter) {

    /** Creates a resource, or begins to; a refusal is an {@link dev.sloconsole.local.wire.AwsError}. */
    @FunctionalInterface
    public interface Creator {
        Progress create(ResourceRequest request);
    }

    /** Changes a resource in its place, or begins to; never asked to change what needs a replacement. */
    @FunctionalInterface
    public interface Updater {
        Progress update(ResourceUpdate update);
    }

    /** Deletes a resource, or begins to; what is gone already is no error. */
    @FunctionalInterface
    public interface Deleter {
        Progress delete(String physicalId, ObjectNode properties);
    }

    /** For types of which we keep nothing that can change: the new properties are noted by the stack alone. */
    static final Updater NOTED = ResourceUpdate::done;

    static ResourceType type(String name, Creator creator, Updater updater, Deleter deleter) {
        return new ResourceType(name, ResourceSchema.of(name), creator, updater, deleter);
    }

    /** What is wrong with a resource's properties, in the words of CloudFormation's schema check. */
    public Optional<String> problem(String logicalId, ObjectNode properties) {
        return schema.problem(logicalId, properties);
    }

    /** The name that its author chose, which no second resource can have. */
    public Optional<String> customName(ObjectNode properties) {
        return schema.nameProperty()
                .filter(properties::has)
                .map(property -> properties.path(property).asText());
    }
}
