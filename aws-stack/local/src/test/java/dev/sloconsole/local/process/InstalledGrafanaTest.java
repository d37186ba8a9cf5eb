package dev.sloconsole.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The programs that are found here are scripts of a POSIX shell.")
class InstalledGrafanaTest {

    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private Path folder;

    @BeforeEach
    void folder(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void archiveOfGrafanaIsFoundByItsHomeAndByItsProgram() throws IOException {
        var home = home(folder.resolve("grafana-v13.1.0"));
        var program = program(home.resolve("bin/grafana"));
        assertThat(InstalledGrafana.at(home)).contains(new InstalledGrafana(program, home));
        assertThat(InstalledGrafana.at(program)).contains(new InstalledGrafana(program, home.toRealPath()));
    }

    @Test
    void linkOnThePathLeadsToTheHomeOfHomebrew() throws IOException {
        var home = home(folder.resolve("Cellar/grafana/12.4.1/share/grafana"));
        var program = program(folder.resolve("Cellar/grafana/12.4.1/bin/grafana"));
        Files.createDirectories(folder.resolve("bin"));
        var link = Files.createSymbolicLink(folder.resolve("bin/grafana"), program);
        assertThat(InstalledGrafana.find(Optional.of(link), List.of()))
                .contains(new InstalledGrafana(link, home.toRealPath()));
        assertThat(InstalledGrafana.at(home)).contains(new InstalledGrafana(program, home));
    }

    @Test
    void scriptOnThePathOfDebianUsesTheUsualHome() throws IOException {
        var home = home(folder.resolve("usr/share/grafana"));
        var script = program(folder.resolve("usr/sbin/grafana"));
        assertThat(InstalledGrafana.find(Optional.of(script), List.of(home)))
                .contains(new InstalledGrafana(script, home));
    }

    @Test
    void programWithoutAHomeAndHomeWithoutAProgramAreNoGrafana() throws IOException {
        assertThat(InstalledGrafana.find(Optional.of(program(folder.resolve("bin/grafana"))), List.of()))
                .isEmpty();
        assertThat(InstalledGrafana.at(home(folder.resolve("home")))).isEmpty();
        assertThat(InstalledGrafana.at(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void olderNameNeedsNoCommand() {
        var settings = Path.of("s.ini");
        assertThat(new InstalledGrafana(Path.of("grafana"), Path.of("h")).command(settings))
                .containsExactly("grafana", "server", "--homepath", "h", "--config", "s.ini");
        assertThat(new InstalledGrafana(Path.of("grafana-server"), Path.of("h")).command(settings))
                .containsExactly("grafana-server", "--homepath", "h", "--config", "s.ini");
    }

    /** With a stand-in that takes Grafana's command line and variables, comes up late, and can be made to crash. */
    @Test
    void taskRunsTheMachinesGrafanaWithItsOwnFolderPortAndDashboards() throws Exception {
        var home = home(folder.resolve("grafana"));
        var program = home.resolve("bin/grafana");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin/java") + "' -cp '"
                        + System.getProperty("java.class.path").replace(File.pathSeparator, ":") + "' "
                        + StandInGrafana.class.getName()
                        + " \"$@\"\n");
        executable(program);
        var config = Files.createDirectories(folder.resolve("volume"));
        Files.createDirectories(config.resolve("provisioning/dashboards"));
        Files.createDirectories(config.resolve("dashboards"));
        Files.writeString(
                config.resolve("provisioning/dashboards/d.yml"), "providers: [{options: {path: /config/dashboards}}]");
        Files.writeString(config.resolve("dashboards/d.json"), "{\"uid\": \"sre-slo\"}");
        var scratch = Files.createDirectories(folder.resolve("scratch"));
        int port = freePort();
        var spec = new ContainerSpec(
                "grafana",
                Map.of("GF_PATHS_PROVISIONING", "/config/provisioning"),
                List.of(),
                List.of(),
                Map.of("/config", config),
                new TreeMap<>(Map.of(3000, port)),
                new TreeMap<>(Map.of(3000, port)),
                scratch,
                URI.create("http://127.0.0.1:7"));
        var launch = GrafanaLauncher.installed(InstalledGrafana.at(home).orElseThrow())
                .launch(spec);
        assertThat(launch.environment())
                .containsEntry("GF_ANALYTICS_CHECK_FOR_UPDATES", "false")
                .containsEntry("GF_SECURITY_ALLOW_EMBEDDING", "true")
                .containsEntry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer");
        for (var path : List.of("GF_PATHS_DATA", "GF_PATHS_LOGS", "GF_PATHS_PLUGINS")) {
            assertThat(launch.environment().get(path)).as(path).startsWith(scratch.toString());
        }
        var builder = new ProcessBuilder(launch.command())
                .directory(launch.workingDirectory().toFile())
                .inheritIO();
        builder.environment().putAll(launch.environment());
        var process = builder.start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> status(port, "/api/health") == 200);
            assertThat(status(port, "/api/dashboards/uid/sre-slo")).isEqualTo(200);
            assertThat(status(port, "/api/dashboards/uid/other")).isEqualTo(404);
            assertThat(status(port, "/stand-in/crash")).isEqualTo(0);
            assertThat(process.waitFor()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The status of an answer, 0 if there is none. */
    private int status(int port, String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path home(Path home) throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/defaults.ini"), "");
        return home;
    }

    private static Path program(Path program) throws IOException {
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n");
        return executable(program);
    }

    private static Path executable(Path program) throws IOException {
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
