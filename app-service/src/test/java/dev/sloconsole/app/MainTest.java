package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as ECS runs it: in a JVM of its own. */
@Timeout(30)
class MainTest {

    @Test
    void killIsAnsweredAndEndsTheProcessWithStatus1() throws Exception {
        var process = start(Main.class, Map.of("PORT", "0", "BIND_ADDRESS", "127.0.0.1"));
        try (var client =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            var uri = URI.create(listening(process).strip().substring("Listening on ".length()) + "/kill");
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void terminationEndsItWithinASecond() throws Exception {
        var process = start(Main.class, Map.of("PORT", "0", "BIND_ADDRESS", "127.0.0.1"));
        try {
            listening(process);
            long asked = System.nanoTime();
            process.destroy();
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void portInUseIsToldAndEndsItWithStatus1() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            var process = start(Main.class, Map.of("PORT", port, "BIND_ADDRESS", "127.0.0.1"));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(errors(process)).contains("TCP port " + port, "set PORT");
        }
    }

    @Test
    void wrongSettingsAreToldAndEndItWithStatus2() throws Exception {
        var process = start(Main.class, Map.of("PORT", "many"));
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(errors(process)).contains("PORT is 'many'");
    }

    @Test
    void trainingEndsByItselfWithStatus0AndSaysNothing() throws Exception {
        var process = start(Training.class, Map.of());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(errors(process)).isEmpty();
    }

    private static String listening(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        assertThat(line).as("the first line of the program").startsWith("Listening on http://127.0.0.1:");
        return line;
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Process start(Class<?> main, Map<String, String> environment) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("ECS_CONTAINER_METADATA_URI_V4", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
