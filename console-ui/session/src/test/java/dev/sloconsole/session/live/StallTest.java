package dev.sloconsole.session.live;

import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.prometheus.watch.PrometheusWatcher;
import dev.sloconsole.session.Discovery.DnsAnswer;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.Lane;
import dev.sloconsole.session.LessonStack;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.Trouble;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.DnsWatcher;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackWatcher;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that stall while a class goes on: the state says which and since when, and takes in all the rest. */
class StallTest {

    private final TestClock clock = new TestClock();
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Room for a machine that is busy with other things; a stall itself is noticed within five seconds. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    private Session session() {
        return Session.start(
                SessionOptions.of(Source.LOCAL, "sre-slo-demo", "t").withClocks(clock, clock.wall()), Lesson.builtIn());
    }

    private static Optional<Banner> banner(Session session, String source) {
        return session.state().banners().stream()
                .filter(b -> b.source().equals(source))
                .findFirst();
    }

    /** Goes on with the class, and asserts that it does. */
    private void goOn(Session session) {
        clock.turn(Duration.ofSeconds(3));
        session.append(new TrafficCounted(new RequestCounts(19, 0, 1, 0, 0, 0)));
        session.append(new StepEntered("dashboard"));
        await().until(() -> session.state().lesson().currentStep().id().equals("dashboard"));
        await().until(() -> session.state().figures().userSli().isPresent());
        assertThat(session.state().figures().userSli().orElseThrow().value()).isEqualTo(0.95);
    }

    private HttpServer server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Answers once, so that it counts as reached, and never again. */
    private void stall(HttpExchange exchange) throws IOException {
        if (answered.compareAndSet(false, true)) {
            answer(exchange, 200, "application/json", "{\"status\":\"success\",\"data\":{\"version\":\"3.0.0\"}}");
            return;
        }
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Test
    void aPrometheusThatTakesRequestsAndNeverAnswersIsStaleAndTheLessonGoesOn() throws IOException {
        var prometheus = server(this::stall);
        try (var session = session();
                var watcher = new PrometheusWatcher(
                        new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).build(),
                        () -> Optional.of(uri(prometheus)),
                        List.of("{job=\"sre-app\"}"),
                        Duration.ofMillis(50),
                        fact -> session.append(new MetricsObserved(fact)))) {
            session.append(new StackObserved(new StackStatusChanged("s", "CREATE_COMPLETE", Optional.empty())));
            new Facts()
                    .at(0).target("up").scraped(Facts.OLD_TASK, Facts.OLD, 10, 0).list().stream()
                            .map(Fact::event)
                            .forEach(session::append);
            clock.turn(Duration.ofSeconds(4));
            watcher.start();
            await().until(() -> banner(session, "prometheus").isPresent());

            assertThat(banner(session, "prometheus").orElseThrow().since()).isEqualTo(seconds(4));
            assertThat(banner(session, "prometheus").orElseThrow().trouble())
                    .asString()
                    .contains("no answer within 4 s");
            assertThat(session.state().metrics().reachable()).isFalse();
            goOn(session);
            await().until(() -> session.state().figures().serverSliAge().isPresent());
            assertThat(session.state().figures().serverSliAge().orElseThrow())
                    .as("since the latest sample")
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(7));
            assertThat(session.state()
                            .timeline()
                            .lane(Lane.Kind.TARGET)
                            .spans()
                            .getLast()
                            .content())
                    .isEqualTo(new Lane.Content.Scraped("unknown"));
            assertThat(banner(session, "prometheus").orElseThrow().since()).isEqualTo(seconds(4));
        } finally {
            end.countDown();
            prometheus.stop(0);
        }
    }

    @Test
    void aDnsServerThatSaysNothingIsStaleAndTheLessonGoesOn() throws IOException {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var session = session();
                var watcher = new DnsWatcher(
                        LessonStack.APP_NAME,
                        Map.of(DnsSource.RESOLVER, (InetSocketAddress) silent.getLocalSocketAddress()),
                        Duration.ofMillis(50),
                        fact -> session.append(new StackObserved(fact)))) {
            session.append(new StackObserved(answered(List.of(Facts.OLD))));
            clock.turn(Duration.ofSeconds(4));
            watcher.start();
            await().until(() -> banner(session, "dns-resolver").isPresent());

            assertThat(banner(session, "dns-resolver"))
                    .contains(new Banner(
                            new Trouble.Silent(DnsSource.RESOLVER, LessonStack.APP_NAME, List.of(Facts.OLD)),
                            seconds(4)));
            goOn(session);
            assertThat(session.state().discovery().answers())
                    .singleElement()
                    .extracting(DnsAnswer::rcode, DnsAnswer::since)
                    .containsExactly("TIMEOUT", seconds(4));

            session.append(new StackObserved(answered(List.of(Facts.NEW))));
            await().until(() -> banner(session, "dns-resolver").isEmpty());
        }
    }

    private static StackFact answered(List<String> addresses) {
        return new DnsAnswerChanged(
                LessonStack.APP_NAME, DnsSource.RESOLVER, "NOERROR", addresses, Duration.ofSeconds(10));
    }

    /** CloudFormation is asked too often; the registry answers. */
    private static void throttled(HttpExchange exchange) throws IOException {
        var operation = exchange.getRequestHeaders().getOrDefault("X-Amz-Target", List.of(""));
        if (operation.getFirst().contains("DescribeImages")) {
            answer(
                    exchange,
                    200,
                    "application/x-amz-json-1.1",
                    "{\"imageDetails\":[{\"repositoryName\":\"sre-app\",\"imageDigest\":\"sha256:abc\"}]}");
            return;
        }
        answer(
                exchange,
                400,
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>ThrottlingException</Code>"
                        + "<Message>Rate exceeded</Message></Error><RequestId>1</RequestId></ErrorResponse>");
    }

    @Test
    void aSourceThatAwsThrottlesIsStaleAndTheOthersAndTheLessonGoOn() throws IOException {
        var aws = server(StallTest::throttled);
        var access = CloudAccess.at(uri(aws), "eu-west-1", new CloudAccess.Credentials("AKIDEXAMPLE", "secret"));
        try (var session = session();
                var watcher = new StackWatcher(
                        access,
                        "sre-slo-demo",
                        List.of("sre-app"),
                        Duration.ofMillis(50),
                        fact -> session.append(new StackObserved(fact)))) {
            session.append(new StepEntered("images"));
            clock.turn(Duration.ofSeconds(4));
            watcher.start();
            await().until(() -> banner(session, "throttling").isPresent());

            assertThat(banner(session, "throttling").orElseThrow().since()).isEqualTo(seconds(4));
            assertThat(banner(session, "throttling").orElseThrow().trouble())
                    .asString()
                    .contains("AWS is throttling us (ThrottlingException: Rate exceeded)");
            await("the registry, which nobody throttles")
                    .until(() -> session.state().lesson().steps().getFirst().done());
            goOn(session);
            assertThat(session.state().banners()).extracting(Banner::source).containsExactly("throttling");
        } finally {
            aws.stop(0);
        }
    }

    @Test
    void aJournalThatCannotBeWrittenStopsTheRecordingAndTheLessonGoesOn(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("file"), "in the way of a folder");
        var options = SessionOptions.of(Source.LOCAL, "sre-slo-demo", "t").withClocks(clock, clock.wall());
        try (var session = Session.start(options.recordingTo(file.resolve("class.jsonl")), Lesson.builtIn())) {
            await().until(() -> banner(session, "recording").isPresent());

            assertThat(session.state().info().recording()).isFalse();
            assertThat(banner(session, "recording").orElseThrow().trouble())
                    .asString()
                    .contains("could not create", "class.jsonl");
            goOn(session);
            assertThat(banner(session, "recording").orElseThrow().since()).isEqualTo(Duration.ZERO);
        }
    }
}
