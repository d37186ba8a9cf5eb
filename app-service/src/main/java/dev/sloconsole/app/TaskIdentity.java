package dev.sloconsole.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Who this task is, as ECS tells it.
 *
 * @param id the last part of the task's ARN; {@code unknown} where there is no ECS
 * @param address the task's private IPv4 address; {@code unknown} where there is no ECS
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html">ECS
 *     task metadata endpoint, version 4</a>
 */
record TaskIdentity(String id, String address) {

    static final TaskIdentity UNKNOWN = new TaskIdentity("unknown", "unknown");

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LIMIT_BYTES = 1 << 20;

    // Two fields of a document whose shape is fixed; a JSON library would double the start-up time.
    private static final Pattern TASK_ARN = Pattern.compile("\"TaskARN\"\\s*:\\s*\"[^\"]*/([^\"/]+)\"");
    private static final Pattern ADDRESS =
            Pattern.compile("\"IPv4Addresses\"\\s*:\\s*\\[\\s*\"([0-9.]+)\"");

    /** Asks the metadata endpoint; what it does not tell is unknown, for an app must serve without it, too. */
    static TaskIdentity ask(URI metadata) {
        try {
            var connection = (HttpURLConnection)
                    URI.create(metadata + "/task").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (var body = connection.getInputStream()) {
                return parse(new String(body.readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            System.err.println("The task metadata endpoint " + metadata + " did not answer (" + e.getMessage()
                    + "); the task's id and address stay unknown.");
            return UNKNOWN;
        }
    }

    static TaskIdentity parse(String document) {
        return new TaskIdentity(first(TASK_ARN, document), first(ADDRESS, document));
    }

    private static String first(Pattern pattern, String document) {
        var matcher = pattern.matcher(document);
        return matcher.find() ? matcher.group(1) : "unknown";
    }
}
