package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import dev.sloconsole.local.wire.AwsError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What RegisterTaskDefinition refuses of one container, wherever it is to run. The limits are those of AWS's page on
 * task definition parameters; sentences that AWS is known to say are AWS's, the others are of their form.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html">AWS</a>
 */
final class ContainerCheck {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9_./:@#-]{1,512}");
    private static final int HIGHEST_PORT = 65_535;
    private static final int LEAST_MEMORY = 6;
    private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern SECRET =
            Pattern.compile("arn:[^:]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[^:]+(:[^:]*(:[^:]*:[^:]*)?)?");
    private static final int HIGHEST_LIMIT = 1_048_576;

    private static final Set<String> ULIMITS = Set.of(
            "core",
            "cpu",
            "data",
            "fsize",
            "locks",
            "memlock",
            "msgqueue",
            "nice",
            "nofile",
            "nproc",
            "rss",
            "rtprio",
            "rttime",
            "sigpending",
            "stack");
    /** What a container that shares its task's network interface cannot have, and how AWS calls it. */
    private static final Map<String, String> NOT_IN_AWSVPC = Map.of(
            "links",
            "Links are",
            "hostname",
            "Hostname is",
            "dnsServers",
            "DNS servers are",
            "dnsSearchDomains",
            "DNS search domains are",
            "extraHosts",
            "Extra hosts are",
            "disableNetworking",
            "Disabled networking is");

    private final JsonNode container;
    private final String name;
    private final boolean awsvpc;

    private ContainerCheck(JsonNode container, boolean awsvpc) {
        this.container = container;
        this.name = container.path("name").asText();
        this.awsvpc = awsvpc;
    }

    /** @throws AwsError ClientException, with the first thing that is wrong */
    static void check(JsonNode container, boolean awsvpc) {
        new ContainerCheck(container, awsvpc).check();
    }

    private void check() {
        if (name.isEmpty()) {
            throw Refusals.client("Container.name should not be null or empty.");
        }
        if (!NAME.matcher(name).matches()) {
            throw Refusals.client("Container.name contains invalid characters.");
        }
        var image = container.path("image").asText();
        if (image.isEmpty()) {
            throw Refusals.client("Container.image should not be null or empty.");
        }
        if (!IMAGE.matcher(image).matches()) {
            throw Refusals.client("Container.image contains invalid characters.");
        }
        sizes();
        ports();
        variables();
        healthCheck();
        between(container, "startTimeout", "startTimeout", 1, Integer.MAX_VALUE);
        between(container, "stopTimeout", "stopTimeout", 0, Integer.MAX_VALUE);
        Json.items(container, "ulimits").forEach(this::ulimit);
        LogCheck.check(container);
        if (awsvpc) {
            NOT_IN_AWSVPC.forEach((field, subject) -> {
                if (isSet(container.path(field))) {
                    throw Refusals.client(subject + " not supported when networkMode=awsvpc.");
                }
            });
        }
    }

    private void sizes() {
        between(container, "cpu", "cpu", 0, Integer.MAX_VALUE);
        between(container, "memory", "memory", LEAST_MEMORY, Integer.MAX_VALUE);
        between(container, "memoryReservation", "memoryReservation", LEAST_MEMORY, Integer.MAX_VALUE);
        if (container.has("memory")
                && container.path("memoryReservation").asInt(0)
                        > container.path("memory").asInt()) {
            throw invalid("memoryReservation", "It must not be greater than 'memory'.");
        }
    }

    private void ports() {
        var taken = new HashSet<String>();
        for (var mapping : Json.items(container, "portMappings")) {
            int port = mapping.path("containerPort").asInt(0);
            if (port < 1 || port > HIGHEST_PORT) {
                throw Refusals.client("Invalid 'containerPort' setting for container '" + name + "'.");
            }
            int host = mapping.path("hostPort").asInt(port);
            if (host < 0 || host > HIGHEST_PORT) {
                throw Refusals.client("Invalid 'hostPort' setting for container '" + name + "'.");
            }
            if (awsvpc && host != port) {
                throw Refusals.client("When networkMode=awsvpc, the host ports and container ports in port mappings"
                        + " must match.");
            }
            if (!taken.add(port + "/" + mapping.path("protocol").asText("tcp"))) {
                throw invalid("portMappings", "Container port " + port + " is mapped more than once.");
            }
            portName(mapping);
        }
    }

    /** As Service Connect needs it; AWS checks it with or without that. */
    private void portName(JsonNode mapping) {
        var label = mapping.path("name").asText();
        if (!label.isEmpty() && !PORT_NAME.matcher(label).matches()) {
            throw invalid(
                    "portMappings",
                    "A port's name can have up to 64 lower-case letters, digits, underscores and hyphens, and begins"
                            + " with none of these two: '" + label + "'.");
        }
        if (label.isEmpty() && isSet(mapping.path("appProtocol"))) {
            throw invalid("portMappings", "A port with an 'appProtocol' needs a 'name'.");
        }
    }

    private void variables() {
        var names = new HashSet<String>();
        for (var variable : Json.items(container, "environment")) {
            var key = variable.path("name").asText();
            if (key.isBlank() || key.contains("=") || key.indexOf('\0') >= 0) {
                throw invalid("environment", "The name of a variable must not be empty or contain '='.");
            }
            names.add(key);
        }
        for (var secret : Json.items(container, "secrets")) {
            var key = secret.path("name").asText();
            if (key.isBlank() || key.contains("=")) {
                throw invalid("secrets", "The name of a secret must not be empty or contain '='.");
            }
            if (!names.add(key)) {
                throw Refusals.client("The secret name must be unique and not shared with any new or existing"
                        + " environment variables set on the container, such as '" + key + "'.");
            }
            secretSource(key, secret.path("valueFrom").asText());
        }
    }

    private void secretSource(String key, String from) {
        if (from.isBlank()) {
            throw invalid("secrets", "The secret '" + key + "' has no 'valueFrom'.");
        }
        if (!from.startsWith("arn:") || from.matches("arn:[^:]*:ssm:.*")) {
            throw Refusals.client("The local cloud has no Parameter Store, which the secret '" + key
                    + "' of container '" + name + "' names; on AWS this task definition is valid. Use the ARN of a"
                    + " secret of Secrets Manager here.");
        }
        if (!SECRET.matcher(from).matches()) {
            throw invalid(
                    "secrets",
                    "The 'valueFrom' of '" + key + "' is no ARN of a secret, alone or with"
                            + " ':JSON-KEY:VERSION-STAGE:VERSION-ID' behind it: '" + from + "'.");
        }
    }

    private void healthCheck() {
        var check = container.path("healthCheck");
        if (check.isMissingNode() || check.isNull()) {
            return;
        }
        var command = Json.strings(check, "command");
        if (command.isEmpty() || !Set.of("CMD", "CMD-SHELL", "NONE").contains(command.getFirst())) {
            throw invalid("healthCheck.command", "It must begin with CMD, CMD-SHELL or NONE.");
        }
        if (command.size() < 2 && !command.getFirst().equals("NONE")) {
            throw invalid("healthCheck.command", "There is no command after " + command.getFirst() + ".");
        }
        between(check, "interval", "healthCheck.interval", 5, 300);
        between(check, "timeout", "healthCheck.timeout", 2, 60);
        between(check, "retries", "healthCheck.retries", 1, 10);
        between(check, "startPeriod", "healthCheck.startPeriod", 0, 300);
    }

    private void ulimit(JsonNode limit) {
        var what = limit.path("name").asText();
        if (!ULIMITS.contains(what)) {
            throw invalid("ulimits", "There is no limit '" + what + "'.");
        }
        if (!limit.has("softLimit") || !limit.has("hardLimit")) {
            throw invalid("ulimits", "The limit '" + what + "' needs both 'softLimit' and 'hardLimit'.");
        }
        for (var field : List.of("softLimit", "hardLimit")) {
            int value = limit.path(field).asInt();
            if (value < -1 || (what.equals("nofile") && value > HIGHEST_LIMIT)) {
                throw invalid("ulimits", "The '" + field + "' of '" + what + "' is out of its range: " + value + ".");
            }
        }
        if (limit.path("softLimit").asInt() > limit.path("hardLimit").asInt()) {
            throw invalid("ulimits", "The 'softLimit' of '" + what + "' must not be greater than its 'hardLimit'.");
        }
    }

    private void between(JsonNode holder, String field, String shown, int least, int most) {
        if (holder.has(field) && !holder.path(field).isNull()) {
            int value = holder.path(field).asInt();
            if (value < least || value > most) {
                throw invalid(
                        shown,
                        most == Integer.MAX_VALUE
                                ? "It must be at least " + least + "."
                                : "It must be between " + least + " and " + most + ".");
            }
        }
    }

    private AwsError invalid(String field, String why) {
        return Refusals.setting(field, name, why);
    }

    /** Neither absent nor empty nor false. */
    static boolean isSet(JsonNode value) {
        return value.isContainerNode()
                ? !value.isEmpty()
                : value.isBoolean()
                        ? value.asBoolean()
                        : !value.isNull() && !value.asText().isEmpty();
    }
}
