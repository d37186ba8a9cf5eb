package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.resource.Progress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A resource of a stack and where it stands. */
final class StackResource {

    private final String logicalId;
    private final String type;
    private final boolean retained;
    private String physicalId = "";
    private String status = "";
    private Optional<String> reason = Optional.empty();
    private Instant changed = Instant.EPOCH;
    private Optional<Progress.Done> result = Optional.empty();
    private Optional<Attempt> attempt = Optional.empty();
    private ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private Optional<String> shownProperties = Optional.empty();

    StackResource(String logicalId, String type, boolean retained) {
        this.logicalId = logicalId;
        this.type = type;
        this.retained = retained;
    }

    String logicalId() {
        return logicalId;
    }

    String type() {
        return type;
    }

    boolean retained() {
        return retained;
    }

    /** Empty until it is known. */
    String physicalId() {
        return physicalId;
    }

    /** Empty until its creation begins. */
    String status() {
        return status;
    }

    Optional<String> reason() {
        return reason;
    }

    Instant changed() {
        return changed;
    }

    ObjectNode properties() {
        return properties;
    }

    /** The properties as JSON with NoEcho values masked. */
    Optional<String> shownProperties() {
        return shownProperties;
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

    void changed(String newStatus, Optional<String> why, Instant now) {
        status = newStatus;
        reason = why;
        changed = now;
    }

    void evaluated(ObjectNode values, String shown) {
        properties = values;
        shownProperties = Optional.of(shown);
    }

    void identified(String id) {
        physicalId = id;
    }

    void created(Progress.Done done) {
        result = Optional.of(done);
    }

    void trying(Attempt current) {
        attempt = Optional.of(current);
    }
}
