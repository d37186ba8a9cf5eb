package dev.sloconsole.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.local.http.HttpListener.Limits;
import dev.sloconsole.local.http.HttpListener.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, many, large or wrong, against limits that are short. */
@Timeout(60)
class HttpListenerTest {

    private static final Limits SHORT =
            new Limits(20, 1_000, Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofMillis(300));

    private volatile String answer = "";
    private final HttpListener listener;

    HttpListenerTest() throws IOException {
        listener = HttpListener.start("test", 0, SHORT, request -> {
            var body = new String(request.body(), StandardCharsets.ISO_8859_1);
            return new Response(200, List.of(), answer.isEmpty() ? "got " + body : answer, false);
        });
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", listener.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String ask(String request) throws IOException {
        try (var socket = connect()) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String get() throws IOException {
        return ask("GET / HTTP/1.1~Connection: close~~");
    }

    @Test
    void connectionServesSeveralRequestsAndChunksAreJoined() throws IOException {
        assertThat(ask("POST / HTTP/1.1~Content-Length: 2~~ab"
                        + "POST / HTTP/1.1~Transfer-Encoding: chunked~~1~c~2;x=y~de~0~~"
                        + "GET / HTTP/1.0~~"))
                .contains("got ab", "got cde")
                .endsWith("Connection: close\r\n\r\ngot ");
    }

    @Test
    void headGetsTheLengthButNoBody() throws IOException {
        assertThat(ask("HEAD / HTTP/1.1~Connection: close~~"))
                .contains("Content-Length: 4")
                .endsWith("\r\n\r\n");
    }

    @Test
    void expectationIsMetBeforeTheBodyComes() throws IOException {
        try (var socket = connect()) {
            send(socket, "POST / HTTP/1.1~Expect: 100-continue~Content-Length: 2~Connection: close~~");
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(socket, "ok");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .endsWith("got ok");
        }
    }

    @Test
    void slowHeadAndSlowBodyAreToldThatTheyTookTooLong() throws IOException {
        assertThat(ask("GET / HT")).startsWith("HTTP/1.1 408 ");
        assertThat(ask("POST / HTTP/1.1~Content-Length: 5~~abc")).startsWith("HTTP/1.1 408 ");
        assertThat(ask("POST / HTTP/1.1~Transfer-Encoding: chunked~~5~abc")).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void dripOfBytesDoesNotStretchTheTime() throws Exception {
        try (var socket = connect()) {
            send(socket, "POST / HTTP/1.1~Content-Length: 1000~~");
            var drip = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        send(socket, "x");
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException e) {
                    // Cut off, as it should be.
                }
            });
            assertThat(new String(socket.getInputStream().readNBytes(13), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 408 ");
            drip.interrupt();
        }
    }

    @Test
    void clientThatDoesNotTakeItsAnswerIsCutOff() throws IOException {
        answer = "x".repeat(50_000_000);
        try (var socket = connect()) {
            socket.setReceiveBufferSize(4_096);
            send(socket, "GET / HTTP/1.1~~");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                try {
                    send(socket, "x");
                    return false;
                } catch (SocketException e) {
                    return true;
                }
            });
        }
        answer = "";
        assertThat(get()).endsWith("got ");
    }

    @Test
    void oneConnectionTooManyIsClosedAndThoseThatWaitAreSoonGone() throws IOException {
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < SHORT.connections(); i++) {
                held.add(connect());
                send(held.getLast(), "GET / HT");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> get().endsWith("got "));
        } catch (SocketException e) {
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> get().endsWith("got "));
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void largeHeadsAndBodiesAreRefusedBeforeTheyAreHeld() throws IOException {
        assertThat(ask("GET / HTTP/1.1~X: " + "y".repeat(40_000) + "~~")).startsWith("HTTP/1.1 431 ");
        assertThat(ask("POST / HTTP/1.1~Content-Length: 999999999999~~")).startsWith("HTTP/1.1 413 ");
        assertThat(ask("POST / HTTP/1.1~Transfer-Encoding: chunked~~fffffff~" + "x".repeat(2_000)))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void bytesWithoutMeaningAreRefusedAndTheServerStillAnswers() throws IOException {
        long seed = 4_566;
        var random = new Random(seed);
        var request = "POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc"
                + "\r\n0\r\n\r\n";
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder(request);
            for (int change = random.nextInt(8); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "\r\n: ,;0".charAt(random.nextInt(7)));
                }
            }
            try (var socket = connect()) {
                send(socket, text.toString());
                socket.shutdownOutput();
                var reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(reply).as("seed %d, round %d: %s", seed, i, text).matches("(?s)(HTTP/1\\.1 [24]\\d\\d .*)?");
            } catch (SocketException e) {
                // The server had hung up already.
            }
        }
        assertThat(get()).endsWith("got ");
    }

    @Test
    void headsWithoutMeaningAreMalformedAndNothingElse() {
        long seed = 9_110;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            var head = "GET http://a/ HTTP/1.1\r\nHost: a\r\n" + new String(bytes, StandardCharsets.ISO_8859_1);
            try {
                var parsed = HttpHead.parse(head.getBytes(StandardCharsets.ISO_8859_1));
                parsed.requestLine();
                parsed.requestBody();
                parsed.endToEnd();
            } catch (HttpHead.Malformed e) {
                assertThat(e).as("seed %d, round %d", seed, i).hasMessageMatching("[a-z].*");
            }
        }
    }
}
