package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What RegisterTaskDefinition refuses of a container's {@code logConfiguration}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html">AWS</a>
 */
final class LogCheck {

    private static final Set<String> DRIVERS = Set.of("awslogs", "fluentd", "gelf", "journald", "json-file", "syslog");
    private static final Set<String> ELSEWHERE = Set.of("awsfirelens", "splunk");
    private static final List<String> REQUIRED = List.of("awslogs-region", "awslogs-group");

    /** The options of {@code awslogs} that are obeyed, or change nothing that one can see. */
    private static final Map<String, Pattern> OPTIONS = Map.of(
            "awslogs-region", Pattern.compile("[a-z0-9-]+"),
            "awslogs-group", Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}"),
            "awslogs-stream-prefix", Pattern.compile("[^:*]{1,400}"),
            "awslogs-create-group", Pattern.compile("true|false"),
            "mode", Pattern.compile("blocking|non-blocking"),
            "max-buffer-size", Pattern.compile("\\d{1,9}[kmgKMG]?"));

    private static final Set<String> OPTIONS_ELSEWHERE = Set.of("awslogs-datetime-format", "awslogs-multiline-pattern");

    private LogCheck() {}

    /** @throws AwsError ClientException, with the first thing that is wrong */
    static void check(JsonNode container) {
        var log = container.path("logConfiguration");
        if (log.isMissingNode() || log.isNull()) {
            return;
        }
        var name = container.path("name").asText();
        var driver = log.path("logDriver").asText();
        if (ELSEWHERE.contains(driver)) {
            throw Refusals.client("The local cloud has no log driver " + driver + ", which container '" + name
                    + "' names; on AWS this task definition is valid. Use awslogs here.");
        }
        if (!DRIVERS.contains(driver)) {
            throw Refusals.setting("logDriver", name, "There is no log driver '" + driver + "'.");
        }
        if (driver.equals("awslogs")) {
            options(name, log.path("options"));
        }
    }

    private static void options(String container, JsonNode options) {
        var missing = new ArrayList<>(REQUIRED);
        missing.removeIf(option -> Json.text(options, option).isPresent());
        if (!missing.isEmpty()) {
            throw Refusals.client("Log driver awslogs requires options: " + String.join(", ", missing));
        }
        options.properties()
                .forEach(option ->
                        option(container, option.getKey(), option.getValue().asText()));
    }

    private static void option(String container, String option, String value) {
        if (OPTIONS_ELSEWHERE.contains(option)) {
            throw Refusals.client("The local cloud has no log option " + option + ", which container '" + container
                    + "' names; on AWS this task definition is valid. Leave it out here.");
        }
        var form = OPTIONS.get(option);
        if (form == null) {
            throw Refusals.client("Log driver awslogs disallows options: " + option);
        }
        if (!form.matcher(value).matches()) {
            throw Refusals.client(
                    "Invalid '" + option + "' setting for container '" + container + "': '" + value + "'.");
        }
    }
}
