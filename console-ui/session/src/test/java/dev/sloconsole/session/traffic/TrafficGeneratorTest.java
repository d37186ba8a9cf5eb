package dev.sloconsole.session.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficGeneratorTest {

    private final List<RequestCounts> seconds = new CopyOnWriteArrayList<>();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final CountDownLatch stall = new CountDownLatch(1);
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stalling;
    private volatile Optional<String> proxyStatus = Optional.empty();
    private volatile Optional<URI> target = Optional.empty();
    private HttpServer server;
    private TrafficGenerator traffic;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext("/", this::handle);
        server.start();
        target =
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        traffic = new TrafficGenerator(new OkHttpClient(), () -> target, seconds::add, 1);
        traffic.start();
    }

    @AfterEach
    void stop() {
        stall.countDown();
        traffic.close();
        server.stop(0);
        handlers.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (stalling) {
                stall.await(10, TimeUnit.SECONDS);
            }
            proxyStatus.ifPresent(s -> exchange.getResponseHeaders().add("Proxy-Status", s));
            boolean fail = exchange.getRequestURI().getPath().equals("/fail");
            (fail ? failed : served).incrementAndGet();
            exchange.sendResponseHeaders(proxyStatus.isPresent() ? 502 : fail ? 500 : 200, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RequestCounts counted() {
        return seconds.stream().reduce(RequestCounts.NONE, RequestCounts::plus);
    }

    @Test
    void nothingIsSentBeforeTrafficIsWanted() {
        traffic.close();

        assertThat(seconds).isEmpty();
        assertThat(traffic.total()).isEqualTo(RequestCounts.NONE);
    }

    @Test
    void normalTrafficKeepsItsRateAndEveryRequestIsCounted() {
        long began = System.nanoTime();
        traffic.plan(new TrafficPlan(Mode.NORMAL, 50, 30));
        await().until(() -> seconds.size() >= 3);
        traffic.plan(TrafficPlan.off());
        traffic.close();

        // Deadlines are absolute: what a busy computer sends late it sends all the same.
        assertThat(counted().total()).isBetween(100L, 1 + 50 * (System.nanoTime() - began) / 1_000_000_000);
        assertThat(counted()).isEqualTo(traffic.total());
        assertThat(counted().ok()).isEqualTo(served.get());
        assertThat(counted().bad()).isZero();
        assertThat(traffic.latency().count()).isEqualTo(counted().total());
    }

    @Test
    void partialFailureSendsItsShareToFail() {
        traffic.plan(new TrafficPlan(Mode.PARTIAL_FAILURE, 100, 30));
        await().until(() -> traffic.total().total() >= 200);
        traffic.close();

        var counts = counted();
        assertThat(counts.serverError()).isEqualTo(failed.get());
        assertThat((double) counts.serverError() / counts.total()).isBetween(0.28, 0.32);
    }

    @Test
    void aStallIsTimedFromTheDeadlineAndGivesTimeouts() {
        stalling = true;
        traffic.plan(new TrafficPlan(Mode.NORMAL, 20, 30));
        await().until(() -> counted().timeout() > 0);
        traffic.plan(TrafficPlan.off());
        traffic.close();

        assertThat(counted().ok()).isZero();
        assertThat(counted()).isEqualTo(traffic.total());
        assertThat(traffic.latency().p50()).isGreaterThanOrEqualTo(Duration.ofMillis(1_990));
    }

    /** A user gives up after two seconds, so requests that never end are those that this computer does not get done. */
    @Test
    void aLowerRateWhileTheAppHangsIsNotThisComputersFaultButWhatNeverEndsIs() {
        var sent = new AtomicInteger();
        var held = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    sent.incrementAndGet();
                    try {
                        stall.await();
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException();
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        try (var slow = new TrafficGenerator(held, () -> target, seconds::add, 1)) {
            slow.start();
            slow.plan(new TrafficPlan(Mode.NORMAL, 200, 30));
            await().until(() -> sent.get() >= 100);
            int before = sent.get();

            slow.plan(new TrafficPlan(Mode.NORMAL, 10, 30));
            await().until(() -> slow.total().dropped() > 0);
            stall.countDown();

            assertThat(sent.get())
                    .as("sent after the rate was lowered, while the first ones could still end")
                    .isGreaterThan(before + 1);
        }
        assertThat(counted().dropped()).isPositive();
    }

    @Test
    void aDeadPortCountsAsRefused() throws IOException {
        target = Optional.of(URI.create("http://127.0.0.1:" + deadPort()));
        traffic.plan(new TrafficPlan(Mode.NORMAL, 50, 30));
        await().until(() -> counted().refused() >= 20);
        traffic.close();

        assertThat(counted().ok()).isZero();
        assertThat(counted()).isEqualTo(traffic.total());
    }

    @Test
    void withoutAnAddressEveryRequestIsRefusedAndComesBackWithOne() {
        var address = target;
        target = Optional.empty();
        traffic.plan(new TrafficPlan(Mode.NORMAL, 50, 30));
        await().until(() -> counted().refused() > 0);
        target = address;
        await().until(() -> counted().ok() > 0);
    }

    @Test
    void whatTheProxySaysIsNotTheAppsWord() {
        proxyStatus = Optional.of("router; error=connection_refused");
        traffic.plan(new TrafficPlan(Mode.NORMAL, 50, 30));
        await().until(() -> traffic.total().refused() > 0);
        proxyStatus = Optional.of("router; error=\"connection_timeout\"; details=\"x\"");
        await().until(() -> traffic.total().timeout() > 0);
        traffic.close();

        assertThat(counted().serverError()).isZero();
    }

    private static int deadPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
