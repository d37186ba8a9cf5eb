package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import java.util.Optional;

/**
 * Where a container's output goes: a log group, by the {@code awslogs} driver.
 *
 * @param createGroup whether a missing group is made
 */
record LogConfiguration(String group, Optional<String> streamPrefix, boolean createGroup) {

    /** Reads a container definition's {@code logConfiguration}; empty for other drivers. */
    static Optional<LogConfiguration> of(JsonNode container) {
        var node = container.path("logConfiguration");
        var options = node.path("options");
        return Json.text(options, "awslogs-group")
                .filter(group -> node.path("logDriver").asText().equals("awslogs"))
                .map(group -> new LogConfiguration(
                        group,
                        Json.text(options, "awslogs-stream-prefix"),
                        options.path("awslogs-create-group").asText().equals("true")));
    }

    /** As the driver names it: prefix, container and task, else the id of the container's runtime. */
    String stream(String container, String taskId, String runtimeId) {
        return streamPrefix
                .map(prefix -> prefix + "/" + container + "/" + taskId)
                .orElse(runtimeId);
    }
}
