package dev.sloconsole.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The Prometheus image: the machine's own {@code prometheus}, or any program that takes the same flags. It listens on
 * its loopback port, keeps its files in the task's folders, and reads a copy of its configuration in which every scrape
 * goes through the VPC router (names and addresses of the VPC exist only behind it), save scrapes of the task itself.
 *
 * @param command the executable and what must stand before the flags
 */
public record PrometheusLauncher(List<String> command) implements Launcher {

    private static final Pattern ITSELF = Pattern.compile("(?:127\\.0\\.0\\.1|localhost):(\\d+)");
    private static final String DEFAULT_CONFIG = "/etc/prometheus/prometheus.yml";
    private static final String DEFAULT_STORAGE = "/prometheus";

    public PrometheusLauncher {
        command = List.copyOf(command);
    }

    /** The machine's own Prometheus. */
    public static PrometheusLauncher executable(Path prometheus) {
        return new PrometheusLauncher(List.of(prometheus.toString()));
    }

    /** A Java program that takes Prometheus's flags. */
    public static PrometheusLauncher java(JavaLauncher program) {
        return new PrometheusLauncher(program.command(List.of()));
    }

    @Override
    public Launch launch(ContainerSpec spec) throws IOException {
        var flags = new LinkedHashMap<String, String>();
        flags.put("--config.file", DEFAULT_CONFIG);
        flags.put("--storage.tsdb.path", DEFAULT_STORAGE);
        for (var argument : spec.command()) {
            int equals = argument.indexOf('=');
            flags.put(
                    equals < 0 ? argument : argument.substring(0, equals),
                    equals < 0 ? "" : argument.substring(equals + 1));
        }
        var config = spec.hostPath(flags.getOrDefault("--config.file", DEFAULT_CONFIG));
        flags.put("--config.file", routedCopy(config, spec).toString());
        flags.computeIfPresent(
                "--storage.tsdb.path", (flag, path) -> spec.hostPath(path).toString());
        flags.computeIfPresent(
                "--web.config.file", (flag, path) -> spec.hostPath(path).toString());
        spec.hostPort().ifPresent(port -> flags.put("--web.listen-address", "127.0.0.1:" + port));
        var line = new ArrayList<>(command);
        flags.forEach((flag, value) -> line.add(value.isEmpty() ? flag : flag + "=" + value));
        return new Launch(line, spec.environment(), spec.scratch());
    }

    /** The copy lies beside the original, so that relative paths such as {@code rule_files} mean the same. */
    private static Path routedCopy(Path config, ContainerSpec spec) throws IOException {
        Object document;
        try {
            document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(config));
        } catch (YamlEngineException e) {
            throw new IOException(
                    "The Prometheus configuration of container " + spec.name() + " is not valid YAML: "
                            + e.getMessage(),
                    e);
        }
        var copy = config.resolveSibling("." + spec.name() + "-routed.yml");
        var settings = DumpSettings.builder().build();
        Files.writeString(
                copy,
                new Dump(settings).dumpToString(document instanceof Map<?, ?> map ? routed(map, spec) : document));
        return copy;
    }

    private static Map<Object, Object> routed(Map<?, ?> config, ContainerSpec spec) {
        var routed = new LinkedHashMap<Object, Object>(config);
        if (config.get("scrape_configs") instanceof List<?> scrapes) {
            routed.put(
                    "scrape_configs",
                    scrapes.stream()
                            .map(scrape -> scrape instanceof Map<?, ?> map ? routedScrape(map, spec) : scrape)
                            .toList());
        }
        return routed;
    }

    private static Map<Object, Object> routedScrape(Map<?, ?> scrape, ContainerSpec spec) {
        var routed = new LinkedHashMap<Object, Object>(scrape);
        var groups = new ArrayList<Object>();
        boolean itself = false;
        if (scrape.get("static_configs") instanceof List<?> all) {
            for (var group : all) {
                var own = group instanceof Map<?, ?> map ? ownTargets(map, spec) : List.of();
                itself |= !own.isEmpty();
                groups.addAll(own.isEmpty() ? List.of(group) : own);
            }
            routed.put("static_configs", groups);
        }
        if (!itself) {
            routed.putIfAbsent("proxy_url", spec.router().toString());
        }
        return routed;
    }

    /** A group whose targets are the task itself: at their loopback ports, the label as it was written. */
    private static List<Object> ownTargets(Map<?, ?> group, ContainerSpec spec) {
        if (!(group.get("targets") instanceof List<?> targets)) {
            return List.of();
        }
        var own = new ArrayList<Object>();
        for (var target : targets) {
            var itself = ITSELF.matcher(String.valueOf(target));
            var port = itself.matches() ? spec.taskPorts().get(Integer.valueOf(itself.group(1))) : null;
            if (port == null) {
                return List.of();
            }
            var labels = new LinkedHashMap<Object, Object>();
            labels.put("instance", String.valueOf(target));
            if (group.get("labels") instanceof Map<?, ?> written) {
                labels.putAll(written);
            }
            own.add(Map.of("targets", List.of("127.0.0.1:" + port), "labels", labels));
        }
        return own;
    }
}
