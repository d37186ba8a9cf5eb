package dev.sloconsole.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The Grafana image: real Grafana, or a program that reads the same variables and provisioning files. It listens on its
 * loopback port and reads a copy of its provisioning in which {@code localhost} is the task's own network and paths are
 * the host's. Its data, logs and plugins lie in the task's own folder.
 *
 * @param program the executable and its arguments
 * @param environment the image's own variables; the task definition's win over them
 */
public record GrafanaLauncher(Program program, Map<String, String> environment) implements Launcher {

    /** What is started for a task. */
    @FunctionalInterface
    public interface Program {

        /**
         * The executable and its arguments.
         *
         * @param scratch the task's folder, where a file may be written that the arguments name
         */
        List<String> command(Path scratch) throws IOException;
    }

    /**
     * What real Grafana must be told wherever it runs for a class: look at without a login, inside of the console, and
     * ask nothing of the internet.
     */
    private static final Map<String, String> FOR_A_CLASS = Map.ofEntries(
            Map.entry("GF_AUTH_ANONYMOUS_ENABLED", "true"),
            Map.entry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer"),
            Map.entry("GF_SECURITY_ALLOW_EMBEDDING", "true"),
            Map.entry("GF_SECURITY_DISABLE_GRAVATAR", "true"),
            Map.entry("GF_ANALYTICS_REPORTING_ENABLED", "false"),
            Map.entry("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"),
            Map.entry("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"),
            Map.entry("GF_NEWS_NEWS_FEED_ENABLED", "false"),
            Map.entry("GF_PLUGINS_PREINSTALL_DISABLED", "true"),
            Map.entry("GF_PLUGINS_PLUGIN_ADMIN_ENABLED", "false"),
            Map.entry("GF_UNIFIED_ALERTING_ENABLED", "false"),
            Map.entry("GF_LOG_MODE", "console"));

    private static final Map<String, String> FOLDERS = Map.of(
            "GF_PATHS_DATA", "/var/lib/grafana",
            "GF_PATHS_LOGS", "/var/log/grafana",
            "GF_PATHS_PLUGINS", "/var/lib/grafana/plugins");

    private static final Pattern LOCAL_URL = Pattern.compile("^(https?://)(?:localhost|127\\.0\\.0\\.1):(\\d+)(.*)$");
    private static final String DEFAULT_PROVISIONING = "/etc/grafana/provisioning";

    public GrafanaLauncher {
        environment = Map.copyOf(environment);
    }

    /** A Java program in Grafana's place. */
    public static GrafanaLauncher java(JavaLauncher program) {
        var command = program.command(List.of());
        return new GrafanaLauncher(scratch -> command, program.environment());
    }

    /** The machine's own Grafana. An empty file of settings keeps those of its owner away. */
    public static GrafanaLauncher installed(InstalledGrafana grafana) {
        return new GrafanaLauncher(
                scratch -> grafana.command(Files.writeString(scratch.resolve("grafana.ini"), "")), FOR_A_CLASS);
    }

    @Override
    public Launch launch(ContainerSpec spec) throws IOException {
        var variables = new HashMap<>(environment);
        variables.putAll(spec.environment());
        var provisioning = spec.hostPath(variables.getOrDefault("GF_PATHS_PROVISIONING", DEFAULT_PROVISIONING));
        var copy = spec.scratch().resolve("provisioning-on-host");
        copyProvisioning(provisioning, copy, spec);
        variables.put("GF_PATHS_PROVISIONING", copy.toString());
        variables.put("GF_SERVER_HTTP_ADDR", "127.0.0.1");
        spec.hostPort().ifPresent(port -> variables.put("GF_SERVER_HTTP_PORT", port.toString()));
        FOLDERS.forEach((name, usual) -> variables.put(
                name, spec.hostPath(variables.getOrDefault(name, usual)).toString()));
        variables.computeIfPresent(
                "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH",
                (name, value) -> spec.hostPath(value).toString());
        return new Launch(program.command(spec.scratch()), variables, spec.scratch());
    }

    private static void copyProvisioning(Path from, Path to, ContainerSpec spec) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (file.toString().endsWith(".yml") || file.toString().endsWith(".yaml")) {
                    Files.writeString(target, onHost(Files.readString(file), file, spec));
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String onHost(String yaml, Path file, ContainerSpec spec) throws IOException {
        try {
            var document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return new Dump(DumpSettings.builder().build()).dumpToString(onHost(document, "", spec));
        } catch (YamlEngineException e) {
            throw new IOException(
                    "The provisioning file " + file.getFileName() + " of container " + spec.name()
                            + " is not valid YAML: " + e.getMessage(),
                    e);
        }
    }

    private static Object onHost(Object node, String key, ContainerSpec spec) {
        return switch (node) {
            case null -> "";
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((name, value) -> copy.put(name, onHost(value, String.valueOf(name), spec)));
                yield copy;
            }
            case List<?> list ->
                list.stream().map(item -> onHost(item, key, spec)).toList();
            case String text when key.equals("url") -> url(LOCAL_URL.matcher(text), text, spec);
            case String text
            when key.equals("path") && text.startsWith("/") ->
                spec.hostPath(text).toString();
            default -> node;
        };
    }

    private static String url(Matcher local, String text, ContainerSpec spec) {
        var port = local.matches() ? spec.taskPorts().get(Integer.valueOf(local.group(2))) : null;
        return port == null ? text : local.group(1) + "127.0.0.1:" + port + local.group(3);
    }
}
