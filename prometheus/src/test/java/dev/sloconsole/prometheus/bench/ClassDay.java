package dev.sloconsole.prometheus.bench;

import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.series.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The samples of a class of eight hours, or of less: 1,000 series, scraped every 5 s. Ten of them are what the lesson's queries ask
 * for, the rest what a Java service exposes besides: counters that grow now and then, and gauges that wander. The same
 * every time.
 */
final class ClassDay {

    static final int SERIES = 1_000;
    static final long STEP_MILLIS = 5_000;

    private static final List<String> OUTCOMES = List.of("2xx", "4xx", "5xx", "timeout", "refused", "dropped");

    private final long startMillis;
    private final SplittableRandom random = new SplittableRandom(20_26);
    private final List<Labels> labels = new ArrayList<>();
    private final double[] values = new double[SERIES];
    private final int scrapes;
    private int scrape;

    ClassDay(long startMillis, Effort effort) {
        this.startMillis = startMillis;
        this.scrapes = scrapes(effort);
        for (String status : List.of("200", "404", "500")) {
            labels.add(app("http_requests_total", "http_status", status));
        }
        for (String outcome : OUTCOMES) {
            labels.add(Labels.of(Labels.NAME, "client_requests_total", "outcome", outcome));
        }
        labels.add(app("up", "kind", "app"));
        for (int i = labels.size(); i < SERIES; i++) {
            labels.add(app(i % 2 == 0 ? "jvm_events_total" : "jvm_memory_bytes", "part", "part-" + i));
        }
    }

    private static Labels app(String name, String label, String value) {
        return Labels.of(
                Labels.NAME, name, "instance", "sre-app-service.sre.local:5000", "job", "sre-app", label, value);
    }

    static int scrapes(Effort effort) {
        return effort.seconds * 1_000 / (int) STEP_MILLIS;
    }

    boolean hasNext() {
        return scrape < scrapes;
    }

    long lastMillis() {
        return startMillis + (scrapes - 1) * STEP_MILLIS;
    }

    /** One sample of every series. */
    List<Sample> next() {
        long time = startMillis + scrape * STEP_MILLIS;
        // A tenth of the time one request in ten fails.
        boolean failing = scrape / 60 % 10 == 7;
        int bad = failing ? 10 : 0;
        values[0] += 100 - bad;
        values[2] += bad;
        values[3] += 100 - bad;
        values[5] += bad;
        values[9] = 1;
        for (int i = 10; i < SERIES; i++) {
            if (i % 2 == 0) {
                values[i] += random.nextInt(4) == 0 ? random.nextInt(50) : 0;
            } else {
                values[i] = Math.max(0, values[i] + random.nextInt(-1 << 16, 1 << 16));
            }
        }
        var samples = new ArrayList<Sample>(SERIES);
        for (int i = 0; i < SERIES; i++) {
            samples.add(new Sample(labels.get(i), time, values[i]));
        }
        scrape++;
        return samples;
    }
}
