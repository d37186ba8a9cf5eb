package dev.sloconsole.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The app as a process of its own, as ECS runs it. */
class ProcessTest {

    private static final Pattern PORT = Pattern.compile("listens on port ([0-9]+)");

    @Test
    void aKilledAppAnswers202AndEndsWithStatus1() throws Exception {
        var app = start(Map.of("PORT", "0", "BIND_ADDRESS", "127.0.0.1"));
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + port(app) + "/kill");

            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(app.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(app.exitValue()).isEqualTo(1);
        } finally {
            app.destroyForcibly();
        }
    }

    @Test
    void anAppThatIsAskedToStopEndsInOrder() throws Exception {
        var app = start(Map.of("PORT", "0", "BIND_ADDRESS", "127.0.0.1"));
        try {
            port(app);
            app.destroy();

            assertThat(app.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(app.exitValue()).isNotEqualTo(1);
        } finally {
            app.destroyForcibly();
        }
    }

    @Test
    void anUnusableEnvironmentEndsWithStatus2AndTellsWhy() throws Exception {
        var app = start(Map.of("PORT", "many"));
        try {
            var told = new String(app.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(app.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(app.exitValue()).isEqualTo(2);
            assertThat(told).contains("PORT is 'many'");
        } finally {
            app.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> environment) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sloconsole.app.Main");
        builder.environment().putAll(environment);
        builder.environment().remove("ECS_CONTAINER_METADATA_URI_V4");
        return builder.redirectErrorStream(true).start();
    }

    private static int port(Process app) throws Exception {
        var out = new BufferedReader(new InputStreamReader(app.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var matcher = PORT.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError("The app ended without telling its port.");
    }
}
