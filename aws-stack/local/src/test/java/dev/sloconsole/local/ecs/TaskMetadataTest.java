package dev.sloconsole.local.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.ground.CloudThread;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metadata endpoint asked by programs that are no task of ours. */
@Timeout(60)
class TaskMetadataTest {

    private final CloudThread thread = new CloudThread();
    private final TaskMetadata metadata = new TaskMetadata(thread, "eu-west-1", token -> Optional.empty());

    TaskMetadataTest() {
        metadata.start();
    }

    @AfterEach
    void close() {
        metadata.close();
        thread.close();
    }

    private int status(String path) throws IOException {
        var connection =
                (HttpURLConnection) metadata.uri().resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setReadTimeout(20_000);
        return connection.getResponseCode();
    }

    @Test
    void strangerLearnsNothing() throws IOException {
        for (var path : new String[] {"/", "/v4/", "/v4/guessed", "/v4/guessed/task", "/v3/x"}) {
            assertThat(status(path)).as(path).isEqualTo(404);
        }
    }

    @Test
    void requestsWithoutMeaningAreRefusedAndTheEndpointStillAnswers() throws IOException {
        long seed = 169_254_170;
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var text = new StringBuilder("GET /v4/0123-abc/task?x=y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            for (int change = random.nextInt(6); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            try (var socket = new Socket("127.0.0.1", metadata.uri().getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .as("seed %d, round %d: %s", seed, i, text)
                        .matches("(?s)(HTTP/1\\.1 [45]\\d\\d.*)?");
            } catch (SocketException e) {
                // It had hung up already.
            }
        }
        assertThat(status("/v4/guessed")).isEqualTo(404);
    }
}
