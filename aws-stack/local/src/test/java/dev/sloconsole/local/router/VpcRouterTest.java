package dev.sloconsole.local.router;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.local.dns.Authority;
import dev.sloconsole.local.dns.CachingResolver;
import dev.sloconsole.local.dns.Zones;
import dev.sloconsole.local.dns.Zones.Endpoint;
import dev.sloconsole.local.dns.Zones.RecordSet;
import dev.sloconsole.local.dns.Zones.Zone;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the router does to bytes, seen from both of its ends. */
class VpcRouterTest {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final AtomicReference<Zones> zones = new AtomicReference<>(Zones.NONE);
    private final AtomicReference<Routes> routes = new AtomicReference<>(Routes.NONE);
    private volatile PacketFilter filter = PacketFilter.OPEN;
    private final CachingResolver resolver =
            new CachingResolver(new Authority(zones::get, new Random(1)), System::nanoTime);
    private final VpcRouter router = VpcRouter.start(
            resolver,
            zones::get,
            routes::get,
            (from, to, address, port) -> filter.objection(from, to, address, port),
            Duration.ofMillis(1));
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private ServerSocket task;
    private volatile String answer = OK;

    /** A task at 10.42.0.4 and 203.0.113.9 that answers every request with {@link #answer}. */
    @BeforeEach
    void startTask() throws IOException {
        task = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serveTask);
        place("10.42.0.4", task);
        address("10.42.0.4");
    }

    @AfterEach
    void stop() throws IOException {
        router.close();
        task.close();
    }

    private void place(String address, ServerSocket port) {
        routes.set(Routes.to(List.of(new Routes.Place(
                "eni-1",
                "subnet-1",
                address,
                Optional.of("203.0.113.9"),
                List.of("sg-1"),
                Map.of(5000, port.getLocalPort())))));
    }

    private void address(String address) {
        zones.set(new Zones(List.of(new Zone(
                "sre.local",
                Duration.ofSeconds(5),
                Map.of(
                        "app.sre.local",
                        new RecordSet(
                                true,
                                Optional.of(Duration.ofSeconds(30)),
                                Optional.empty(),
                                List.of(new Endpoint("i", address, 0, true))))))));
    }

    private void serveTask() {
        while (!task.isClosed()) {
            try {
                var socket = task.accept();
                Thread.ofVirtual().start(() -> serveConnection(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Takes what comes in one piece as one request, with as much of a body as was announced. */
    private void serveConnection(Socket socket) {
        try (socket) {
            var buffer = new byte[65_536];
            var in = socket.getInputStream();
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                var request = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                seen.add(request + new String(in.readNBytes(missing(request)), StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.contains("until the end")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The connection is over.
        }
    }

    /** How many bytes of its body have not come with the head of a request. */
    private static int missing(String request) {
        var length = CONTENT_LENGTH.matcher(request);
        int head = request.indexOf("\r\n\r\n");
        return length.find() && head >= 0
                ? Math.max(0, Integer.parseInt(length.group(1)) - (request.length() - head - 4))
                : 0;
    }

    /** Sends text, in which a tilde ends a line, and reads until the router closes. */
    private String ask(String request) throws IOException {
        return ask(router.uri(), request);
    }

    private static String ask(URI proxy, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", proxy.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String get(String url, String... fields) throws IOException {
        var more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return ask("GET " + url + " HTTP/1.1\r\nHost: x\r\n" + more + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"app.sre.local", "APP.sre.local", "app.sre.local.", "10.42.0.4", "203.0.113.9"})
    void namesAndAddressesOfTheStackLeadToTheTask(String host) throws IOException {
        assertThat(get("http://" + host + ":5000/a?b=c"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\nok");
        assertThat(seen.peek()).startsWith("GET /a?b=c HTTP/1.1\r\n");
    }

    @Test
    void taskSeesItsOwnNameAndNoFieldOfTheHop() throws IOException {
        get(
                "http://app.sre.local:5000",
                "Proxy-Connection: keep-alive",
                "Keep-Alive: 5",
                "X-Mine: 1",
                "Connection: X-Hop",
                "X-Hop: 2",
                "Accept: a",
                "Accept: b");
        assertThat(seen.peek())
                .startsWith("GET / HTTP/1.1\r\nHost: app.sre.local:5000\r\n")
                .contains("X-Mine: 1\r\n", "Accept: a\r\nAccept: b\r\n")
                .doesNotContain("Proxy-Connection", "Keep-Alive", "X-Hop", "Host: x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://10.42.0.77:5000/     | 502 | destination_ip_unroutable; next-hop=\"10.42.0.77:5000\"",
                "http://10.42.0.4:81/        | 502 | connection_refused; next-hop=\"10.42.0.4:81\"",
                "http://nope.sre.local:5000/ | 502 | dns_error",
                "http://x.other.local/       | 502 | dns_error",
                "http://example.org/         | 403 | http_request_denied",
                "http://127.0.0.1:22/        | 403 | http_request_denied",
                "http://169.254.169.254/     | 403 | http_request_denied",
                "http://localhost/           | 403 | http_request_denied",
                "https://app.sre.local/      | 403 | http_request_denied",
                "http://u@app.sre.local/     | 403 | http_request_denied",
                "http://u:p@app.sre.local/   | 403 | http_request_denied",
                "http://[::1]/               | 403 | http_request_denied",
                "http://[::ffff:10.42.0.4]/  | 403 | http_request_denied",
                "http://10.42.0.4@127.0.0.1/ | 403 | http_request_denied",
                "http://0x0a2a0004/          | 403 | http_request_denied",
                "http://170524676/           | 403 | http_request_denied",
                "http://127.1/               | 403 | http_request_denied",
                "http://app.sre.local:0/     | 403 | http_request_denied",
                "http://app.sre.local:99999/ | 403 | http_request_denied",
                "http://app.sre.local.evil.example/ | 403 | http_request_denied",
                "ftp://app.sre.local/        | 403 | http_request_denied",
                "app.sre.local:5000          | 403 | http_request_denied",
                "/                           | 403 | http_request_denied",
            })
    void whatLeadsNowhereIsSaidInTheRoutersName(String url, int status, String error) throws IOException {
        assertThat(get(url))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\r\nProxy-Status: slo-vpc-router; error=" + error + "\r\n");
        assertThat(seen).isEmpty();
    }

    @Test
    void whatTheFilterDropsIsATimeoutThatSaysWhy() throws IOException {
        filter = (from, to, address, port) -> Optional.of("No rule of \"x\" opens " + address + ":" + port);
        assertThat(get("http://app.sre.local:5000/"))
                .startsWith("HTTP/1.1 504 ")
                .contains("\r\nProxy-Status: slo-vpc-router; error=connection_timeout;"
                        + " details=\"No rule of ?x? opens 10.42.0.4:5000\"\r\n")
                .contains("On AWS the packets are dropped without a word");
        assertThat(seen).isEmpty();
        filter = PacketFilter.OPEN;
        assertThat(get("http://app.sre.local:5000/")).startsWith("HTTP/1.1 200");
    }

    @Test
    void filterKnowsTheLaptopAndEachTaskByItsDoor() throws IOException {
        var senders = new ConcurrentLinkedQueue<PacketFilter.Sender>();
        filter = (from, to, address, port) -> {
            senders.add(from);
            return Optional.empty();
        };
        get("http://app.sre.local:5000/");
        assertThat(ask(router.door("eni-1"), "GET http://app.sre.local:5000/ HTTP/1.1~Host: x~Connection: close~~"))
                .startsWith("HTTP/1.1 200");
        assertThat(senders)
                .containsExactly(
                        new PacketFilter.Sender.Laptop(),
                        new PacketFilter.Sender.Task(
                                requireNonNull(routes.get()).at("10.42.0.4").orElseThrow()));
        assertThat(router.door("eni-1")).isEqualTo(router.door("eni-1")).isNotEqualTo(router.uri());
    }

    @Test
    void doorOfATaskThatIsGoneLeadsNowhereAndCloses() throws IOException {
        var door = router.door("eni-1");
        routes.set(Routes.NONE);
        await().untilAsserted(() -> assertThatThrownBy(() -> new Socket("127.0.0.1", door.getPort()).close())
                .isInstanceOf(ConnectException.class));
    }

    @Test
    void tunnelsAreRefused() throws IOException {
        assertThat(ask("CONNECT app.sre.local:5000 HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void taskThatDoesNotListenIsRefusedAtOnce() throws IOException {
        task.close();
        // A thread that waits in accept() may take one more connection before the port is closed.
        await().untilAsserted(() -> assertThat(get("http://app.sre.local:5000/"))
                .startsWith("HTTP/1.1 502 ")
                .contains("error=connection_refused; next-hop=\"10.42.0.4:5000\""));
    }

    /** A Prometheus behind a proxy shows the status line of the proxy's answer, and nothing else of it. */
    @ParameterizedTest
    @CsvSource({
        "http://10.42.0.77:5000/, connection timed out",
        "http://10.42.0.4:81/, connection refused",
        "http://nope.sre.local:5000/, no such host"
    })
    void statusLineSaysWhatAClientOnAwsWouldHaveSeen(String url, String reason) throws IOException {
        assertThat(get(url)).startsWith("HTTP/1.1 502 " + reason + "\r\n");
    }

    @Test
    void staleAnswerLeadsToAnAddressThatNobodyHas() throws IOException {
        assertThat(get("http://app.sre.local:5000/")).startsWith("HTTP/1.1 200");
        place("10.42.0.5", task);
        address("10.42.0.5");
        assertThat(get("http://app.sre.local:5000/")).contains("error=destination_ip_unroutable", "10.42.0.4");
        assertThat(get("http://10.42.0.5:5000/")).startsWith("HTTP/1.1 200");
    }

    @Test
    void taskThatHangsUpIsABadGateway() throws IOException {
        answer = "";
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            place("10.42.0.4", silent);
            Thread.ofVirtual().start(() -> {
                try {
                    silent.accept().close();
                } catch (IOException e) {
                    // The test is over.
                }
            });
            assertThat(get("http://10.42.0.4:5000/"))
                    .startsWith("HTTP/1.1 502 ")
                    .contains("error=connection_terminated");
        }
    }

    @Test
    void chunksPassBothWays() throws IOException {
        answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n";
        var reply = ask("POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Connection: close~"
                + "Transfer-Encoding: chunked~~4~wxyz~0~~");
        assertThat(reply)
                .contains("\r\nTransfer-Encoding: chunked\r\n")
                .endsWith("\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n");
    }

    @Test
    void oldClientGetsAPlainBody() throws IOException {
        answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        assertThat(ask("GET http://app.sre.local:5000/ HTTP/1.0\r\n\r\n"))
                .doesNotContain("chunked")
                .endsWith("\r\n\r\nabcde");
    }

    @Test
    void bodyWithoutALengthEndsWithTheConnection() throws IOException {
        answer = "HTTP/1.1 200 OK\r\n\r\nuntil the end";
        assertThat(ask("GET http://app.sre.local:5000/ HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("Connection: close")
                .endsWith("\r\n\r\nuntil the end");
    }

    @Test
    void connectionServesSeveralRequestsAndRoutesEachAnew() throws IOException {
        var reply = ask("GET http://app.sre.local:5000/1 HTTP/1.1~Host: x~~"
                + "GET http://10.42.0.99:5000/2 HTTP/1.1~Host: x~~"
                + "GET http://10.42.0.4:5000/3 HTTP/1.1~Host: x~Connection: close~~");
        assertThat(reply.split("HTTP/1.1 ", -1))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        first -> assertThat(first).startsWith("200"),
                        second -> assertThat(second).startsWith("502"),
                        third -> assertThat(third).startsWith("200"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example,403",
        "null,403",
        "http://10.42.0.77,403",
        "http://app.sre.local:3000,200",
        "http://10.42.0.4:3000,200"
    })
    void onlyTheStacksOwnPagesMaySendRequestsIntoIt(String origin, int status) throws IOException {
        assertThat(get("http://app.sre.local:5000/", "Origin: " + origin)).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GARBAGE                                             | 400",
                "GET http://app.sre.local:5000/ HTTP/9.9             | 400",
                "GET http://app.sre.local:5000/ HTTP/1.1~NoColon     | 400",
                "GET http://app.sre.local:5000/ HTTP/1.1~A : b       | 400",
                "GET http://app.sre.local:5000/ HTTP/1.1~ folded     | 400",
                "GET http://app.sre.local:5000/ HTTP/1.1             | 400",
                "GET http://app.sre.local:5000/ HTTP/1.1~Host: x~Host: y                                    | 400",
                "GET http://app.sre.local:5000/ HTTP/1.1~Host: x~A: b~ obs-fold                             | 400",
                "GET http://app.sre.local:5000/ /x HTTP/1.1~Host: x                                         | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Content-Length: 1~Content-Length: 1       | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Content-Length: 1, 1                      | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Content-Length: +1                        | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Transfer-Encoding: chunked~Transfer-Encoding: x | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Transfer-Encoding : chunked               | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Content-Length: 1~Content-Length: 2               | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Content-Length: 1~Transfer-Encoding: chunked      | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Content-Length: -1                                | 400",
                "POST http://app.sre.local:5000/ HTTP/1.1~Transfer-Encoding: gzip, chunked                  | 400",
            })
    void malformedRequestsAreRefusedAndReachNobody(String head, int status) throws IOException {
        assertThat(ask(head + "~~")).startsWith("HTTP/1.1 " + status + " ");
        assertThat(seen).isEmpty();
        assertThat(get("http://app.sre.local:5000/")).startsWith("HTTP/1.1 200");
    }

    @Test
    void lineThatEndsWithABareLineFeedIsRefusedAtOnce() throws IOException {
        assertThat(ask("GET http://app.sre.local:5000/ HTTP/1.1\nHost: x\n\n")).startsWith("HTTP/1.1 400 ");
        assertThat(ask("GET http://app.sre.local:5000/ HTTP/1.1~Host: x\nX: y~~"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(seen).isEmpty();
    }

    @Test
    void chunkThatLiesCannotSmuggleASecondRequest() throws IOException {
        var reply = ask("POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Transfer-Encoding: chunked~~"
                + "0x4~wxyz~0~~GET http://10.42.0.4:5000/smuggled HTTP/1.1~Host: x~~");
        assertThat(reply).startsWith("HTTP/1.1 502 ").doesNotContain("200 OK");
        assertThat(String.join("", seen)).doesNotContain("smuggled");
    }

    @Test
    void pageThatUsesTheRouterAsAServerIsRefused() throws IOException {
        for (var request : List.of(
                "GET /kill HTTP/1.1",
                "POST / HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET /?url=http://app.sre.local:5000/ HTTP/1.1")) {
            assertThat(ask(request + "~Host: app.sre.local:5000~Connection: close~~"))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void pageFromElsewhereInABrowserWithThisProxyIsRefusedEvenWithoutAnOrigin() throws IOException {
        assertThat(get("http://app.sre.local:5000/kill", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(get("http://app.sre.local:5000/", "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void upgradeIsNotPassedOnAndRedirectsAreNotFollowed() throws IOException {
        answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:22/\r\nContent-Length: 0\r\n\r\n";
        assertThat(get("http://app.sre.local:5000/", "Upgrade: websocket", "Sec-WebSocket-Version: 13"))
                .startsWith("HTTP/1.1 302 ")
                .contains("Location: http://127.0.0.1:22/");
        assertThat(seen).singleElement().satisfies(one -> assertThat(one).doesNotContain("Upgrade"));
    }

    @Test
    void endlessHeaderIsCutOff() throws IOException {
        assertThat(get("http://app.sre.local:5000/", "X: " + "y".repeat(40_000)))
                .startsWith("HTTP/1.1 431 ");
        assertThat(seen).isEmpty();
    }

    @Test
    void expectationIsMetByTheRouter() throws IOException {
        var reply = ask("POST http://app.sre.local:5000/ HTTP/1.1~Host: x~Expect: 100-continue~"
                + "Content-Length: 3~Connection: close~~abc");
        assertThat(reply).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n");
        assertThat(String.join("", seen)).doesNotContain("Expect").endsWith("abc");
    }
}
