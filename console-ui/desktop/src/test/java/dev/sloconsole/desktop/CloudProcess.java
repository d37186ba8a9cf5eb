package dev.sloconsole.desktop;

import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.Registry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A cloud in a process of its own, as {@code ./slo cloud} starts it, and what it tells its clients. */
final class CloudProcess implements AutoCloseable {

    private final Map<String, String> environment = new TreeMap<>();
    private final ConsoleProcess cloud;

    private CloudProcess(ConsoleProcess cloud) {
        this.cloud = cloud;
        cloud.line(line -> line.startsWith("SLO_ROUTER="));
        cloud.out()
                .forEach(line ->
                        environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    }

    static CloudProcess start(Path home) throws IOException {
        return start(home, Pace.FAST);
    }

    static CloudProcess start(Path home, Pace pace) throws IOException {
        return new CloudProcess(ConsoleProcess.start(
                home, "cloud", "--pace", pace.name().toLowerCase(Locale.ROOT), "--embedded-prometheus"));
    }

    /** What a client's environment needs. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    String value(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    /** The proxy behind which the public addresses of its tasks lie. */
    URI router() {
        return URI.create(value("SLO_ROUTER"));
    }

    CloudAccess access() {
        return CloudAccess.at(
                URI.create(value("AWS_ENDPOINT_URL")),
                value("AWS_REGION"),
                new CloudAccess.Credentials(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY")));
    }

    /** The reference of one of its images, by digest. */
    String image(String repository) {
        try (var registry = new Registry(access())) {
            return registry.tagged(repository, "latest").orElseThrow();
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
