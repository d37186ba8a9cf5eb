package dev.sloconsole.local.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sloconsole.local.ground.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A container's health check. Of the commands that one can write there, those are understood that ask the container's
 * own port over HTTP with wget or curl; with another command the container's health stays UNKNOWN.
 *
 * @param target what to ask, where the command was understood
 * @param retries failures in a row that make a container UNHEALTHY
 * @param startPeriod in which failures do not count
 */
record HealthCheck(
        Optional<Target> target,
        String command,
        Duration interval,
        Duration timeout,
        int retries,
        Duration startPeriod) {

    private static final Pattern HTTP_GET = Pattern.compile("\\s*(?:wget|curl)\\s(?:[^|;&]*\\s)?['\"]?"
            + "http://(?:127\\.0\\.0\\.1|localhost):(\\d{1,5})(/[^\\s|;&'\"]*)?['\"]?"
            + "\\s*(?:\\|\\|\\s*exit\\s+1)?\\s*");

    /** A port of the container and a path. */
    record Target(int containerPort, String path) {}

    /** Reads a container definition's {@code healthCheck}, with AWS's defaults. */
    static Optional<HealthCheck> of(JsonNode container) {
        var check = container.path("healthCheck");
        var words = Json.strings(check, "command");
        if (words.isEmpty() || words.getFirst().equals("NONE")) {
            return Optional.empty();
        }
        var command = String.join(" ", words.subList(1, words.size()));
        return Optional.of(new HealthCheck(
                target(command),
                command,
                Duration.ofSeconds(check.path("interval").asLong(30)),
                Duration.ofSeconds(check.path("timeout").asLong(5)),
                check.path("retries").asInt(3),
                Duration.ofSeconds(check.path("startPeriod").asLong(0))));
    }

    private static Optional<Target> target(String command) {
        var match = HTTP_GET.matcher(command);
        return match.matches()
                ? Optional.of(new Target(
                        Integer.parseInt(match.group(1)),
                        Optional.ofNullable(match.group(2)).orElse("/")))
                : Optional.empty();
    }

    /** Asks once; blocks up to twice the timeout. */
    boolean passes(int loopbackPort, Target asked) {
        HttpURLConnection connection = null;
        try {
            var url = URI.create("http://127.0.0.1:" + loopbackPort + asked.path())
                    .toURL();
            connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setReadTimeout((int) timeout.toMillis());
            return connection.getResponseCode() < 400;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
