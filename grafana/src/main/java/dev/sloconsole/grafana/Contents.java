package dev.sloconsole.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a viewer shows.
 *
 * @param dashboards by their uids
 * @param sources where their queries go; the first is meant where none is named
 * @param clock the moment that is played, where a recording is shown; the page then takes it for now
 */
public record Contents(Map<String, JsonNode> dashboards, List<Source> sources, Optional<Supplier<Instant>> clock) {

    /** The uid of the lesson's dashboard. */
    public static final String LESSON = "sre-slo";

    /** What a dashboard is made of: now, before schema 16, and in schema v2. */
    private static final List<String> PARTS = List.of("panels", "rows", "elements");

    private static final List<String> BUNDLED = List.of("sre-slo", "sre-slo-production");

    /**
     * A data source.
     *
     * @param timeInterval how often it scrapes, such as {@code 5s}; no step is finer
     */
    public record Source(String uid, String name, String timeInterval, QueryApi api) {}

    public Contents {
        dashboards = Map.copyOf(dashboards);
        sources = List.copyOf(sources);
    }

    /** The dashboards of this repository over one Prometheus. */
    public static Contents bundled(QueryApi api, Supplier<Instant> clock) {
        var dashboards = new HashMap<String, JsonNode>();
        for (var uid : BUNDLED) {
            dashboards.put(uid, resource("dashboards/" + uid + ".json"));
        }
        return new Contents(dashboards, List.of(new Source("prometheus", "Prometheus", "5s", api)), Optional.of(clock));
    }

    /**
     * The same with one dashboard more, as Grafana exports it.
     *
     * @param uid under which it is found here, whatever it says itself
     * @throws IOException if there is no such file, or no dashboard in it; the message tells what to do
     */
    public Contents with(String uid, Path file) throws IOException {
        var dashboard = read(file);
        var more = new HashMap<>(dashboards);
        more.put(uid, dashboard);
        return new Contents(more, sources, clock);
    }

    private static JsonNode read(Path file) throws IOException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(Files.readString(file));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException(
                    file + " is no readable JSON: " + e.getOriginalMessage() + ". Export the dashboard"
                            + " from Grafana once more.",
                    e);
        }
        var dashboard = Stream.of("dashboard", "spec")
                .map(json::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(json);
        if (PARTS.stream().noneMatch(part -> dashboard.path(part).isContainerNode())) {
            throw new IOException(file + " is no dashboard of Grafana's: it has neither panels nor rows nor elements."
                    + " Export it as JSON once more.");
        }
        return dashboard;
    }

    private static JsonNode resource(String name) {
        try (var in = Contents.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The viewer's jar lacks " + name + ".");
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + name + ".", e);
        }
    }
}
