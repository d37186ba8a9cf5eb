package dev.sloconsole.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.LinkedHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Data sources and dashboards, as Grafana's provisioning files name them.
 *
 * @param datasources the address of each data source, by uid; the default one first
 * @param dashboards each dashboard's JSON, by uid, in the order of their files
 * @see <a href="https://grafana.com/docs/grafana/latest/administration/provisioning/">Grafana: provisioning</a>
 */
record Provisioning(SequencedMap<String, URI> datasources, SequencedMap<String, JsonNode> dashboards) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Provisioning read(Path folder) {
        var datasources = new LinkedHashMap<String, URI>();
        for (var file : files(folder.resolve("datasources"), ".yml", ".yaml")) {
            for (var entry : entries(file, "datasources")) {
                var uid = text(entry, "uid").orElseThrow(() -> missing(file, "a data source's uid"));
                var url = text(entry, "url").orElseThrow(() -> missing(file, "the url of data source " + uid));
                if (Boolean.TRUE.equals(entry.get("isDefault"))) {
                    datasources.putFirst(uid, URI.create(url));
                } else {
                    datasources.put(uid, URI.create(url));
                }
            }
        }
        var dashboards = new LinkedHashMap<String, JsonNode>();
        for (var file : files(folder.resolve("dashboards"), ".yml", ".yaml")) {
            for (var provider : entries(file, "providers")) {
                var path = provider.get("options") instanceof Map<?, ?> options ? options.get("path") : null;
                if (path == null) {
                    throw missing(file, "options.path, the folder of the dashboards");
                }
                for (var json : files(Path.of(path.toString()), ".json")) {
                    var dashboard = dashboard(json);
                    dashboards.put(dashboard.path("uid").asText(), dashboard);
                }
            }
        }
        return new Provisioning(datasources, dashboards);
    }

    private static JsonNode dashboard(Path file) {
        try {
            var dashboard = JSON.readTree(file.toFile());
            if (dashboard.path("uid").asText().isEmpty() || !dashboard.path("panels").isArray()) {
                throw missing(file, "a uid or a list of panels");
            }
            return dashboard;
        } catch (IOException e) {
            throw new InvalidProvisioning("The dashboard " + file + " is not readable as JSON: " + e.getMessage(), e);
        }
    }

    private static List<Map<?, ?>> entries(Path file, String key) {
        Object document;
        try {
            document = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
        } catch (IOException | YamlEngineException e) {
            throw new InvalidProvisioning("The provisioning file " + file + " is not readable as YAML: " + e.getMessage(), e);
        }
        if (document instanceof Map<?, ?> map && map.get(key) instanceof List<?> list) {
            return list.stream()
                    .filter(Map.class::isInstance)
                    .<Map<?, ?>>map(Map.class::cast)
                    .toList();
        }
        throw missing(file, "a list named " + key);
    }

    private static List<Path> files(Path folder, String... endings) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidProvisioning("There is no folder " + folder + ", so there is nothing to show. Create it, or"
                    + " correct the path that names it.");
        }
        try (var files = Files.list(folder)) {
            var sorted = new TreeMap<String, Path>();
            files.forEach(file -> sorted.put(file.getFileName().toString(), file));
            return sorted.values().stream()
                    .filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .toList();
        } catch (IOException e) {
            throw new InvalidProvisioning("The folder " + folder + " is not readable: " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(Map<?, ?> entry, String key) {
        return Optional.ofNullable(entry.get(key)).map(Object::toString);
    }

    private static InvalidProvisioning missing(Path file, String what) {
        return new InvalidProvisioning(file + " lacks " + what + ". Add it.");
    }
}
