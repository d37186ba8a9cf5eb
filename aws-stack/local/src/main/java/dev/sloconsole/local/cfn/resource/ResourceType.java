package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A type of resource: which properties it takes, which attributes it gives, how it comes to be and how it goes.
 *
 * @param name such as {@code AWS::EC2::VPC}
 */
public record ResourceType(
        String name,
        Set<String> required,
        Set<String> optional,
        Set<String> attributes,
        Creator creator,
        Deleter deleter) {

    /** Creates a resource, or begins to; a refusal is an {@link dev.sloconsole.local.wire.AwsError}. */
    @FunctionalInterface
    public interface Creator {
        Progress create(ResourceRequest request);
    }

    /** Deletes a resource, or begins to; what is gone already is no error. */
    @FunctionalInterface
    public interface Deleter {
        Progress delete(String physicalId, ObjectNode properties);
    }

    /** Begins the description of a type. */
    static Builder type(String name) {
        return new Builder(name);
    }

    /** The first thing that is wrong with a resource's properties, in the words of CloudFormation's schema check. */
    public Optional<String> problem(String logicalId, ObjectNode properties) {
        var problems = new ArrayList<String>();
        new TreeSet<>(required).stream()
                .filter(key -> !properties.has(key))
                .forEach(key -> problems.add("#: required key [" + key + "] not found"));
        properties.fieldNames().forEachRemaining(key -> {
            if (!required.contains(key) && !optional.contains(key)) {
                problems.add("#: extraneous key [" + key + "] is not permitted");
            }
        });
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of("Properties validation failed for resource " + logicalId + " with message:\n"
                        + String.join("\n", problems));
    }

    /** Collects a type's description; reads as a sentence in the tables. */
    static final class Builder {
        private final String name;
        private Set<String> required = Set.of();
        private Set<String> optional = Set.of();
        private Set<String> attributes = Set.of();

        private Builder(String name) {
            this.name = name;
        }

        Builder requires(String... properties) {
            required = Set.copyOf(Arrays.asList(properties));
            return this;
        }

        Builder takes(String... properties) {
            optional = Set.copyOf(Arrays.asList(properties));
            return this;
        }

        Builder gives(String... names) {
            attributes = Set.copyOf(Arrays.asList(names));
            return this;
        }

        ResourceType by(Creator creator, Deleter deleter) {
            return new ResourceType(name, required, optional, attributes, creator, deleter);
        }
    }
}
