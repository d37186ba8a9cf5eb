package dev.sloconsole.local.cfn;

import java.time.Instant;
import java.util.Optional;

/**
 * An event of a stack, about one of its resources or about itself.
 *
 * @param token the client's name for the request that it came of
 */
record StackEvent(
        String eventId,
        String logicalId,
        String physicalId,
        String type,
        Instant timestamp,
        String status,
        Optional<String> reason,
        Optional<String> properties,
        Optional<String> token) {}
