package dev.sloconsole.app;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the app counts: requests of users, by status, and how long they took. */
final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Counter requests = Counter.builder()
            .name("http_requests_total")
            .help("Requests answered, by HTTP status.")
            .labelNames("http_status")
            .register(registry);
    private final Histogram duration = Histogram.builder()
            .name("http_request_duration_seconds")
            .help("Time to answer a request.")
            .classicOnly()
            .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
            .register(registry);

    /** A text and the content type that it is in. */
    record Exposition(String contentType, String text) {}

    Metrics(TaskIdentity task) {
        // A status that was never answered must read 0, not be absent: else the SLI of a task that only ever failed is empty.
        requests.initLabelValues("200");
        requests.initLabelValues("500");
        Info.builder()
                .name("app_task_info")
                .help("The task that answers.")
                .labelNames("task", "address")
                .register(registry)
                .addLabelValues(task.id(), task.address());
    }

    void counted(int status) {
        requests.labelValues(Integer.toString(status)).inc();
    }

    void took(long nanoseconds) {
        duration.observe(nanoseconds / 1e9);
    }

    /** All metrics, as OpenMetrics if the {@code Accept} header asks for it, else in Prometheus's text format. */
    Exposition expose(Optional<String> accept) {
        var writer = formats.findWriter(accept.orElse(""));
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Exposition(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
    }
}
