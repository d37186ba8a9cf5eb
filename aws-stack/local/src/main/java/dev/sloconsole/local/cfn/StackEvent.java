package dev.sloconsole.local.cfn;

import java.time.Instant;
import java.util.Optional;

/** An event of a stack, about one of its resources or about itself. */
record StackEvent(
        String eventId,
        String logicalId,
        String physicalId,
        String type,
        Instant timestamp,
        String status,
        Optional<String> reason,
        Optional<String> properties) {}
