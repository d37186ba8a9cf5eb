package dev.sloconsole.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which ECS task this process is.
 *
 * @param task the last part of the task's ARN; {@code unknown} outside of ECS
 * @param address the task's first private IPv4 address; {@code unknown} outside of ECS
 */
record TaskIdentity(String task, String address) {

    static final TaskIdentity UNKNOWN = new TaskIdentity("unknown", "unknown");

    private static final int TIMEOUT_MILLIS = 1_000;

    /** Two fields of a document that ECS writes; a JSON library would cost a third of the start-up. */
    private static final Pattern TASK_ARN = Pattern.compile("\"TaskARN\"\\s*:\\s*\"[^\"]*/([^\"/]+)\"");

    private static final Pattern ADDRESS = Pattern.compile("\"IPv4Addresses\"\\s*:\\s*\\[\\s*\"([0-9.]+)\"");

    /**
     * Asks ECS's metadata endpoint, version 4, for the task. Whatever it cannot tell is {@code unknown}: the service
     * serves all the same.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html">
     *     the endpoint</a>
     */
    static TaskIdentity read(Optional<URI> metadata) {
        return metadata.map(TaskIdentity::ask).orElse(UNKNOWN);
    }

    private static TaskIdentity ask(URI metadata) {
        try {
            // No proxy, whatever the environment says: the endpoint is link-local.
            var connection =
                    (HttpURLConnection) URI.create(metadata + "/task").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (var body = connection.getInputStream()) {
                return parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            System.err.println("Could not read the task's metadata from " + metadata + ": " + e.getMessage()
                    + ". The task and its address are shown as unknown.");
            return UNKNOWN;
        }
    }

    static TaskIdentity parse(String json) {
        return new TaskIdentity(first(TASK_ARN, json), first(ADDRESS, json));
    }

    private static String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "unknown";
    }
}
