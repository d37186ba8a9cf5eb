package dev.sloconsole.prometheus.promql.differential;

import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Forty minutes of some counters, gauges and histograms, scraped every 15 s at moments that are no whole seconds, so
 * that no sample lies on the edge of a range: Prometheus 2 and 3 differ there. Counters are far from zero and are reset
 * to less, but not to little: up to Prometheus 2.50, extrapolation towards zero was another.
 */
final class SharedSamples {

    static final long START = 1_700_000_000_000L;
    static final long END = START + 2_400_000;
    private static final long INTERVAL = 15_000;
    private static final String[] BOUNDS = {"0.1", "0.5", "1", "5", "+Inf"};

    private final List<Sample> all = new ArrayList<>();
    private final Random random;

    private SharedSamples(long seed) {
        this.random = new Random(seed);
    }

    /** Samples by time, which is the order in which they may be written. */
    static List<Sample> make(long seed) {
        var made = new SharedSamples(seed);
        made.fill();
        made.all.sort((a, b) -> Long.compare(a.timestampMillis(), b.timestampMillis()));
        return made.all;
    }

    private void fill() {
        for (var job : List.of("api", "web")) {
            for (var instance : List.of("a", "b", "c")) {
                for (var code : List.of("200", "404", "500")) {
                    counter(labels("requests_total", job, instance, "code", code));
                }
                gauge(labels("temperature", job, instance), 0.03);
                gauge(labels("queue", job, instance), 0);
                flapping(labels("sometimes", job, instance));
                histogram(job, instance);
                version(job, instance);
            }
        }
        constant(Labels.of(Labels.NAME, "limit", "job", "api"), 3);
        constant(Labels.of(Labels.NAME, "limit", "job", "web"), 7.5);
    }

    private static Labels labels(String name, String job, String instance, String... more) {
        var labels = Labels.of(Labels.NAME, name, "job", job, "instance", instance);
        return more.length == 0 ? labels : labels.with(more[0], more[1]);
    }

    private interface ValueAt {
        double at(int i);
    }

    private void each(Labels labels, ValueAt value) {
        long first = START + random.nextInt(1, 999);
        for (int i = 0; first + i * INTERVAL < END; i++) {
            double now = value.at(i);
            if (!labels.get(Labels.NAME).equals("sometimes") || StaleMarker.isStale(now) || random.nextInt(4) > 0) {
                all.add(new Sample(labels, first + i * INTERVAL, now));
            }
        }
    }

    private void counter(Labels labels) {
        double[] now = {100_000 + random.nextDouble() * 1000};
        int reset = random.nextInt(160);
        each(labels, i -> {
            now[0] = i == reset ? now[0] - 20 : now[0] + random.nextInt(10);
            return now[0];
        });
    }

    private void gauge(Labels labels, double odd) {
        each(labels, i -> {
            if (random.nextDouble() < odd) {
                return new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}[random.nextInt(3)];
            }
            return odd == 0 ? random.nextInt(5) : random.nextInt(-4000, 4000) / 100.0;
        });
    }

    private void flapping(Labels labels) {
        each(labels, i -> random.nextInt(12) == 0 ? StaleMarker.VALUE : random.nextInt(100));
    }

    private void constant(Labels labels, double value) {
        each(labels, i -> value);
    }

    private void version(String job, String instance) {
        var labels = labels("build_info", job, instance, "version", "1." + random.nextInt(3));
        constant(labels, 1);
    }

    private void histogram(String job, String instance) {
        var counts = new double[BOUNDS.length];
        for (int bound = 0; bound < BOUNDS.length; bound++) {
            int step = 1 + bound;
            counts[bound] = 100_000 * step;
            int at = bound;
            each(labels("latency_bucket", job, instance, "le", BOUNDS[bound]), i -> counts[at] += step);
        }
    }
}
