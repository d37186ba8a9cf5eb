package dev.sloconsole.app;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What the service tells Prometheus: requests by status, their durations in seconds, and which task this is. The
 * statuses 200 and 500 exist from the start at 0, so that a rate is there before the first request of its kind.
 */
final class RequestMetrics {

    /** The metrics as a body and its media type. */
    record Exposition(String contentType, String body) {}

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

    private final Counter requests = Counter.builder()
            .name("http_requests_total")
            .help("Requests served to users, by HTTP status.")
            .labelNames("http_status")
            .register(registry);

    private final Histogram durations = Histogram.builder()
            .name("http_request_duration_seconds")
            .help("Time from a user's request to its answer.")
            .classicOnly()
            .classicUpperBounds(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5)
            .register(registry);

    RequestMetrics(TaskIdentity identity) {
        Info.builder()
                .name("app_task_info")
                .help("The ECS task that serves, and its private address.")
                .labelNames("task", "address")
                .register(registry)
                .addLabelValues(identity.task(), identity.address());
        requests.initLabelValues("200");
        requests.initLabelValues("500");
    }

    void served(int status, long nanos) {
        requests.labelValues(Integer.toString(status)).inc();
        durations.observe(nanos / 1e9);
    }

    /** All metrics in the format that an Accept header asks for: OpenMetrics if it is named, else text 0.0.4. */
    Exposition exposition(String accept) {
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : text;
        var body = new ByteArrayOutputStream(2_048);
        try {
            writer.write(body, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the metrics to memory.", e);
        }
        return new Exposition(writer.getContentType(), body.toString(StandardCharsets.UTF_8));
    }
}
