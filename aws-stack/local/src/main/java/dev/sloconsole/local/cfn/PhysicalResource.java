package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.resource.Progress;
import java.util.Map;
import java.util.Optional;

/**
 * What stands behind a logical id: a thing in the account, or the attempt to make one. A change makes another value
 * with the same id, a replacement one with another id, so that what was before can come back.
 */
final class PhysicalResource {

    private final ObjectNode properties;
    private final Optional<String> shownProperties;
    private final Map<String, String> stackTags;
    private String id = "";
    private Optional<Progress.Done> result = Optional.empty();
    private Optional<Attempt> attempt = Optional.empty();

    /**
     * Not there yet.
     *
     * @param properties as they were evaluated
     * @param shownProperties the same as JSON with NoEcho values masked; empty if they could not be evaluated
     * @param stackTags the tags that its stack gave it
     */
    PhysicalResource(ObjectNode properties, Optional<String> shownProperties, Map<String, String> stackTags) {
        this.properties = properties;
        this.shownProperties = shownProperties;
        this.stackTags = stackTags;
    }

    /** Becomes the same thing as another, with properties of its own. */
    void continues(PhysicalResource other) {
        id = other.id;
        result = other.result;
    }

    ObjectNode properties() {
        return properties;
    }

    Optional<String> shownProperties() {
        return shownProperties;
    }

    Map<String, String> stackTags() {
        return stackTags;
    }

    /** Empty until it is known. */
    String id() {
        return id;
    }

    boolean exists() {
        return result.isPresent();
    }

    Map<String, String> attributes() {
        return result.map(Progress.Done::attributes).orElse(Map.of());
    }

    Optional<Attempt> attempt() {
        return attempt;
    }

    /** Whether something may still come of it. */
    boolean isUnderWay() {
        return attempt.map(one -> !one.ended()).orElse(false);
    }

    /** Whether it is, was or may come to be something that must be deleted one day. */
    boolean mayExist() {
        return isUnderWay() || !id.isEmpty();
    }

    void identified(String physicalId) {
        id = physicalId;
    }

    void done(Progress.Done done) {
        id = done.physicalId();
        result = Optional.of(done);
    }

    void trying(Attempt current) {
        attempt = Optional.of(current);
    }
}
