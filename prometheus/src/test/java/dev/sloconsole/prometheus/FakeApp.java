package dev.sloconsole.prometheus;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** An app on loopback whose metrics are the real client library's, and that can be made to fail. */
public final class FakeApp implements AutoCloseable {

    private final HttpServer server;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("http_requests_total")
            .help("Requests.")
            .labelNames("http_status")
            .register(registry);
    private final Gauge extra =
            Gauge.builder().name("extra").labelNames("instance").register(registry);
    private volatile int status = 200;
    private volatile String proxyStatus = "";

    public FakeApp(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = new byte[0];
            if (status == 200) {
                var writer = ExpositionFormats.init()
                        .findWriter(exchange.getRequestHeaders().getFirst("Accept"));
                var out = new ByteArrayOutputStream();
                writer.write(out, registry.scrape());
                body = out.toByteArray();
                exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
            } else if (!proxyStatus.isEmpty()) {
                exchange.getResponseHeaders().set("Proxy-Status", proxyStatus);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        requests.initLabelValues("200");
        requests.initLabelValues("500");
        server.start();
    }

    public FakeApp() throws IOException {
        this(0);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public void served(String status, int times) {
        requests.labelValues(status).inc(times);
    }

    /** A series that comes and goes; its own {@code instance} conflicts with the target's. */
    public void extra(boolean there) {
        if (there) {
            extra.labelValues("mine").set(7);
        } else {
            extra.clear();
        }
    }

    public void answer(int status) {
        this.status = status;
    }

    public void proxyStatus(String header) {
        this.proxyStatus = header;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
