package dev.sloconsole.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class LaunchersTest {

    private Path config;
    private Path scratch;

    @BeforeEach
    void folders(@TempDir Path folder) throws IOException {
        config = Files.createDirectory(folder.resolve("volume"));
        scratch = Files.createDirectory(folder.resolve("scratch"));
    }

    private ContainerSpec spec(
            int port, Map<String, String> environment, List<String> entryPoint, List<String> command) {
        return new ContainerSpec(
                "c",
                environment,
                entryPoint,
                command,
                Map.of("/config", config),
                new TreeMap<>(Map.of(port, 40_000)),
                new TreeMap<>(Map.of(9090, 40_001, 3000, 40_002)),
                scratch,
                URI.create("http://127.0.0.1:7"));
    }

    @Test
    void absolutePathsOfAContainerStayInItsFolders() {
        var spec = spec(80, Map.of(), List.of(), List.of());
        assertThat(spec.hostPath("/config/a/b")).isEqualTo(config.resolve("a/b"));
        assertThat(spec.hostPath("/config")).isEqualTo(config);
        assertThat(spec.hostPath("/configuration")).isEqualTo(scratch.resolve("configuration"));
        assertThat(spec.hostPath("/config/../../../etc/passwd")).isEqualTo(scratch.resolve("etc/passwd"));
        assertThat(spec.hostPath("//prometheus/./x")).isEqualTo(scratch.resolve("prometheus/x"));
    }

    @Test
    void javaImageIsToldItsPort() {
        var launcher = new JavaLauncher(
                Path.of("java"),
                List.of("-Xmx1m"),
                List.of(Path.of("a.jar")),
                "Main",
                Map.of("PORT", "{port}", "COLOUR", "red"));
        var launch = launcher.launch(spec(5000, Map.of("COLOUR", "blue"), List.of(), List.of()));
        assertThat(launch.command()).containsExactly("java", "-Xmx1m", "-cp", "a.jar", "Main");
        assertThat(launch.environment()).containsEntry("PORT", "40000").containsEntry("COLOUR", "blue");
    }

    @Test
    void prometheusScrapesThroughTheRouterSaveItself() throws IOException {
        Files.writeString(config.resolve("prometheus.yml"), """
                rule_files: [lesson.yml]
                scrape_configs:
                  - job_name: app
                    static_configs: [{targets: ['sre-app-service.sre.local:5000']}]
                  - job_name: own
                    static_configs: [{targets: ['localhost:9090'], labels: {a: b}}]
                """);
        var launch = PrometheusLauncher.executable(Path.of("prometheus"))
                .launch(spec(
                        9090,
                        Map.of(),
                        List.of(),
                        List.of(
                                "--config.file=/config/prometheus.yml",
                                "--storage.tsdb.path=/prometheus",
                                "--web.enable-remote-write-receiver")));
        var copy = config.resolve(".c-routed.yml");
        assertThat(launch.command())
                .containsExactly(
                        "prometheus",
                        "--config.file=" + copy,
                        "--storage.tsdb.path=" + scratch.resolve("prometheus"),
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=127.0.0.1:40000");
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(copy)))
                .isEqualTo(new Load(LoadSettings.builder().build()).loadFromString("""
                rule_files: [lesson.yml]
                scrape_configs:
                  - job_name: app
                    static_configs: [{targets: ['sre-app-service.sre.local:5000']}]
                    proxy_url: http://127.0.0.1:7
                  - job_name: own
                    static_configs: [{targets: ['127.0.0.1:40001'], labels: {instance: 'localhost:9090', a: b}}]
                """));
    }

    @Test
    void brokenPrometheusConfigurationSaysWhere() throws IOException {
        Files.writeString(config.resolve("prometheus.yml"), "a: [b\nc: d");
        assertThatThrownBy(() -> PrometheusLauncher.executable(Path.of("p"))
                        .launch(spec(9090, Map.of(), List.of(), List.of("--config.file=/config/prometheus.yml"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("container c is not valid YAML")
                .hasMessageContaining("line 2");
    }

    @Test
    void grafanaFindsItsSiblingAndItsDashboards() throws IOException {
        Files.createDirectories(config.resolve("provisioning/datasources"));
        Files.writeString(
                config.resolve("provisioning/datasources/p.yml"),
                "datasources: [{name: P, url: 'http://localhost:9090/x'}, {name: Q, url: 'http://elsewhere:9090'}]");
        Files.writeString(config.resolve("provisioning/d.yml"), "providers: [{options: {path: /config/dashboards}}]");
        var launch = new GrafanaLauncher(scratch -> List.of("grafana"), Map.of())
                .launch(spec(3000, Map.of("GF_PATHS_PROVISIONING", "/config/provisioning"), List.of(), List.of()));
        var copy = Path.of(launch.environment().get("GF_PATHS_PROVISIONING"));
        assertThat(copy.resolve("datasources/p.yml"))
                .content()
                .contains("http://127.0.0.1:40001/x", "http://elsewhere:9090");
        assertThat(copy.resolve("d.yml"))
                .content()
                .contains(config.resolve("dashboards").toString());
        assertThat(launch.environment())
                .containsEntry("GF_SERVER_HTTP_PORT", "40000")
                .containsEntry("GF_SERVER_HTTP_ADDR", "127.0.0.1");
    }

    @Test
    void initContainerWritesItsFilesFromItsEnvironment() throws IOException {
        var spec = spec(80, Map.of("YML", "a: 'b'\n"), List.of("/bin/sh", "-euc"), List.of("""
                mkdir -p /config/x /config/y
                printf '%s' "$YML" > /config/x/a.yml
                chmod -R a+rX /config
                """));
        var log = new ArrayList<String>();
        assertThat(ConfigScript.run(ConfigScript.of(spec).orElseThrow(), spec, log::add))
                .isZero();
        assertThat(config.resolve("x/a.yml")).content().isEqualTo("a: 'b'\n");
        assertThat(config.resolve("y")).isDirectory();
        assertThat(log).isEmpty();
    }

    @Test
    void unknownCommandEndsTheScriptAsAShellWould() {
        var spec = spec(80, Map.of(), List.of("sh", "-c"), List.of("curl http://x\nmkdir -p /config/late"));
        var log = new ArrayList<String>();
        assertThat(ConfigScript.run(ConfigScript.of(spec).orElseThrow(), spec, log::add))
                .isEqualTo(127);
        assertThat(log).containsExactly("sh: curl: not found");
        assertThat(config.resolve("late")).doesNotExist();
        assertThat(ConfigScript.run("printf '%s' \"$GONE\" > /config/a", spec, log::add))
                .isEqualTo(2);
    }

    @Test
    void containerWithoutAShellIsNoScript() {
        assertThat(ConfigScript.of(spec(80, Map.of(), List.of(), List.of("-c", "x"))))
                .isEmpty();
    }
}
