package dev.sloconsole.desktop.live;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.prometheus.watch.RemoteWriter;
import dev.sloconsole.session.RequestCounts;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * The users' view for the stack's Prometheus: {@code client_requests_total} by outcome, written to it once a second
 * while there is traffic. Runs on the traffic thread.
 */
final class UserCounters {

    private static final String NAME = "client_requests_total";

    private final RemoteWriter writer;
    private RequestCounts total = RequestCounts.NONE;
    private boolean begun;

    UserCounters(RemoteWriter writer) {
        this.writer = writer;
    }

    void add(RequestCounts counts) {
        long now = System.currentTimeMillis();
        if (!begun) {
            // Every outcome must have been 0 once, or its first failures are no increase.
            begun = true;
            write(now - 1_000);
        }
        total = total.plus(counts);
        write(now);
    }

    private void write(long millis) {
        var outcomes = new TreeMap<>(Map.of(
                "2xx", total.ok(),
                "4xx", total.clientError(),
                "5xx", total.serverError(),
                "timeout", total.timeout(),
                "refused", total.refused(),
                "dropped", total.dropped()));
        var samples = new ArrayList<ScrapedSample>();
        outcomes.forEach((outcome, count) -> samples.add(new ScrapedSample(
                Labels.of(Labels.NAME, NAME, "job", "slo-console", "outcome", outcome), millis, count)));
        writer.write(samples);
    }
}
