package dev.sloconsole.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What Grafana's provisioning folder sets up: data sources and dashboards, each by its uid.
 *
 * @param dataSources Prometheus servers
 * @param dashboards dashboards as they stand in their files
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/">the folder's format</a>
 */
record Provisioning(SortedMap<String, DataSource> dataSources, SortedMap<String, JsonNode> dashboards) {

    /**
     * A Prometheus server.
     *
     * @param url its base address
     * @param timeInterval how often it scrapes; Grafana's 15s where the file does not say
     */
    record DataSource(String name, URI url, String timeInterval) {}

    /**
     * Reads {@code datasources/*.yml}, {@code dashboards/*.yml} and the dashboards that the latter point to. A path that
     * does not exist is looked for by its last name beside the provisioning folder: that is where a volume lies that is
     * mounted elsewhere.
     *
     * @throws Invalid naming every problem at once
     */
    static Provisioning read(Path folder) {
        var problems = new ArrayList<String>();
        var dataSources = new TreeMap<String, DataSource>();
        for (Path file : files(folder.resolve("datasources"), ".yml", problems)) {
            for (Map<?, ?> source : maps(yaml(file, problems), "datasources")) {
                text(source, "uid")
                        .ifPresentOrElse(
                                uid -> httpUri(source, file, problems)
                                        .ifPresent(uri -> dataSources.put(
                                                uid,
                                                new DataSource(
                                                        text(source, "name").orElse(uid), uri, timeInterval(source)))),
                                () -> problems.add(
                                        file + " has a data source without a uid, which dashboards refer to."));
            }
        }
        var dashboards = new TreeMap<String, JsonNode>();
        for (Path file : files(folder.resolve("dashboards"), ".yml", problems)) {
            for (Map<?, ?> provider : maps(yaml(file, problems), "providers")) {
                var options = provider.get("options") instanceof Map<?, ?> map ? map : Map.of();
                text(options, "path")
                        .ifPresentOrElse(
                                path -> readDashboards(existing(Path.of(path), folder), dashboards, problems),
                                () -> problems.add(file + " has a provider without options.path."));
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return new Provisioning(dataSources, dashboards);
    }

    private static Path existing(Path named, Path folder) {
        Path name = named.getFileName();
        return Files.isDirectory(named) || name == null
                ? named
                : folder.toAbsolutePath().resolveSibling(name);
    }

    private static void readDashboards(Path folder, Map<String, JsonNode> dashboards, List<String> problems) {
        var json = new ObjectMapper();
        for (Path file : files(folder, ".json", problems)) {
            try {
                JsonNode dashboard = json.readTree(file.toFile());
                String uid = dashboard.path("uid").asText();
                if (uid.isEmpty()) {
                    problems.add(file + " is a dashboard without a uid, which its address needs.");
                } else {
                    dashboards.put(uid, dashboard);
                }
            } catch (IOException e) {
                problems.add(file + " is no readable JSON: " + e.getMessage());
            }
        }
    }

    private static List<Path> files(Path folder, String ending, List<String> problems) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(folder + " is no readable folder. Set GF_PATHS_PROVISIONING to the folder that holds it.");
            return List.of();
        }
    }

    private static Object yaml(Path file, List<String> problems) {
        try {
            var load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
            return Objects.requireNonNullElse(load.loadFromString(Files.readString(file)), Map.of());
        } catch (IOException | YamlEngineException e) {
            problems.add(file + " is no readable YAML: " + e.getMessage());
            return Map.of();
        }
    }

    private static List<Map<?, ?>> maps(Object document, String key) {
        var maps = new ArrayList<Map<?, ?>>();
        if (document instanceof Map<?, ?> map && map.get(key) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> entry) {
                    maps.add(entry);
                }
            }
        }
        return maps;
    }

    private static Optional<String> text(Map<?, ?> map, String key) {
        return Optional.ofNullable(map.get(key)).map(Object::toString);
    }

    private static String timeInterval(Map<?, ?> source) {
        return source.get("jsonData") instanceof Map<?, ?> data
                ? text(data, "timeInterval").orElse("15s")
                : "15s";
    }

    private static Optional<URI> httpUri(Map<?, ?> source, Path file, List<String> problems) {
        String url = text(source, "url").orElse("");
        try {
            URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (uri.getHost() != null && "http".equals(uri.getScheme())) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Told below, like an address of another kind.
        }
        problems.add(file + " has a data source whose url is '" + url + "', which is no http:// address.");
        return Optional.empty();
    }

    /** The folder cannot be used; the message has one line for each problem. */
    static final class Invalid extends RuntimeException {
        Invalid(List<String> problems) {
            super(String.join("\n", problems));
        }
    }
}
