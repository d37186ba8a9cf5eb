package dev.sloconsole.stack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lesson's template against moto, an emulator of AWS that others have written. It lacks AWS::Scheduler::Schedule,
 * AWS::SecretsManager::Secret, AWS::ServiceDiscovery::PrivateDnsNamespace and AWS::ServiceDiscovery::Service, which the
 * test adds as types that are only noted.
 */
class MotoTest {

    private static final String NAME = "sre-slo-demo-moto";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    @SuppressWarnings("NullAway.Init") // before each
    private Process moto;

    @SuppressWarnings("NullAway.Init") // before each
    private StackClient client;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(hasMoto(), "moto is not installed: pip install 'moto[server]'");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var script = folder.resolve("moto_endpoint.py");
        try (var in = requireNonNull(MotoTest.class.getResourceAsStream("moto_endpoint.py"))) {
            Files.copy(in, script);
        }
        var builder = new ProcessBuilder("python3", script.toString(), String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto.log").toFile());
        // What these tests set to lead our client astray, moto's own must not follow.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        moto = builder.start();
        await().atMost(PATIENCE).until(() -> !moto.isAlive() || listens(port));
        assertThat(moto.isAlive())
                .as(Files.readString(folder.resolve("moto.log")))
                .isTrue();
        client = new StackClient(CloudAccess.at(
                URI.create("http://127.0.0.1:" + port), "eu-west-1", new CloudAccess.Credentials("a", "b")));
    }

    @AfterEach
    void end() throws InterruptedException {
        if (client != null) {
            client.close();
        }
        if (moto != null) {
            moto.destroy();
            moto.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void theTemplateIsDeployedFoundAsOursAndDeletedByItsId() {
        var id = client.deploy(new StackSpec(NAME, StackTemplate.load(), parameters()), "token-1");

        assertThat(client.account().account()).isEqualTo("123456789012");
        assertThat(client.ours()).containsExactly(NAME);
        var found = client.find(NAME).orElseThrow();
        assertThat(found.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(found.found().stackId()).isEqualTo(id);
        assertThat(found.found().owner()).contains("teacher");
        assertThat(found.found().ranges()).hasSize(4);
        assertThat(found.found().autoStopAt()).contains(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(found.outputs())
                .containsEntry("ClusterName", NAME)
                .containsEntry("AppServiceName", "sre-app-service")
                .containsKeys("NamespaceId", "ClassSecretArn", "VpcId");
        client.scale(NAME, "sre-app-service", 2);

        client.delete(id);
        assertThat(client.find(NAME)).isEmpty();
        assertThat(client.ours()).isEmpty();
    }

    private static Map<String, String> parameters() {
        var parameters = new TreeMap<>(Map.of(
                "GrafanaAdminPassword", "0123456789abcdef",
                "AppImage", "registry/app@sha256:" + "a".repeat(64),
                "PrometheusImage", "docker.io/prom/prometheus:v3.5.0",
                "GrafanaImage", "docker.io/grafana/grafana:12.4.0",
                "AutoStopAt", "2030-01-01T00:00:00",
                "Owner", "teacher"));
        var ranges = List.of("203.0.113.7/32", "203.0.113.8/32", "203.0.113.9/32", "203.0.113.10/32");
        for (int i = 0; i < ranges.size(); i++) {
            parameters.put(StackParameters.RANGES.get(i), ranges.get(i));
        }
        return parameters;
    }

    private static boolean hasMoto() throws InterruptedException {
        try {
            var look = new ProcessBuilder("python3", "-c", "import moto.server, werkzeug")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return look.waitFor(30, TimeUnit.SECONDS) && look.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
