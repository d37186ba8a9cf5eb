package dev.sloconsole.grafana;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.series.SeriesStore;
import dev.sloconsole.prometheus.series.StaleMarker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A class as Prometheus has it after fourteen minutes: 20 requests a second; 30 % fail in the fourth minute; the task is
 * killed after six minutes and another answers 16 s later. What the console writes comes every second, what is scraped or
 * recorded by a rule every five.
 */
final class RecordedClass {

    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final int SECONDS = 840;

    private static final long RATE = 20;
    private static final int WINDOW = 1_800;
    private static final int KILLED = 360;
    private static final int BACK = 376;
    private static final double[] BOUNDS = {.001, .0025, .005, .01, .025, .05};
    private static final Map<String, Integer> BURN_WINDOWS = new TreeMap<>(
            Map.of("20s", 20, "30s", 30, "40s", 40, "1m", 60, "2m", 120, "3m", 180, "5m", 300, "15m", 900));

    /** A series' samples by the second of the class. */
    private final Map<Labels, TreeMap<Integer, Double>> series = new LinkedHashMap<>();

    private final List<Long> total = new ArrayList<>();
    private final List<Long> bad = new ArrayList<>();
    private final Map<String, Long> outcomes =
            new TreeMap<>(Map.of("2xx", 0L, "4xx", 0L, "5xx", 0L, "timeout", 0L, "refused", 0L, "dropped", 0L));
    private long served;
    private long failed;

    RecordedClass() {
        for (int second = -30; second <= SECONDS; second++) {
            users(second);
            if (second % 5 == 0) {
                scraped(second);
                if (second >= 0) {
                    recorded(second);
                }
            }
        }
    }

    /** What was known at a second of the class. */
    SeriesStore until(int second) {
        var store = new SeriesStore();
        series.forEach((labels, samples) -> samples.headMap(second, true)
                .forEach((at, value) ->
                        store.append(labels, START.plusSeconds(at).toEpochMilli(), value)));
        return store;
    }

    Map<Labels, TreeMap<Integer, Double>> series() {
        return series;
    }

    private void users(int second) {
        if (second < 0) {
            return;
        }
        if (second > 0) {
            boolean dead = second > KILLED && second <= BACK;
            long failing = dead ? RATE : second > 180 && second <= 240 ? RATE * 3 / 10 : 0;
            outcomes.merge("2xx", RATE - failing, Long::sum);
            outcomes.merge(dead ? "refused" : "5xx", failing, Long::sum);
            served += dead ? 0 : RATE - failing;
            failed += dead ? 0 : failing;
        }
        total.add(outcomes.values().stream().mapToLong(n -> n).sum());
        bad.add(total.getLast() - outcomes.getOrDefault("2xx", 0L));
        outcomes.forEach((outcome, n) -> own(second, "client_requests_total", n, "outcome", outcome));
        outcomes.forEach((outcome, n) -> own(second, "slo_window_requests", n, "outcome", outcome));
        own(second, "slo_window_requests_expected", total.getLast() + RATE * Math.max(0, WINDOW - second));
        own(second, "slo_window_exhausted_in_seconds", exhaustedIn(second));
        own(second, "slo_window_observed_ratio", 1);
        own(second, "slo_window_start_timestamp_seconds", START.getEpochSecond());
        own(second, "slo_window_seconds", WINDOW);
        own(second, "slo_objective", 0.99);
        event(second, -20, "deploy", "stack");
        event(second, 0, "traffic", "20/s");
        event(second, 0, "window", "new");
        event(second, KILLED, "kill", "9f3c…b1");
    }

    private void event(int second, int at, String kind, String detail) {
        if (second >= at) {
            own(
                    second,
                    "lesson_event_timestamp_seconds",
                    START.plusSeconds(at).getEpochSecond(),
                    "kind",
                    kind,
                    "detail",
                    detail);
        }
    }

    private void scraped(int second) {
        boolean up = second <= KILLED || second > BACK;
        String task = second <= KILLED ? "9f3c2d1e55aa41b1" : "b7e04410c29f77d4";
        scrape(second, "up", up ? 1 : 0);
        if (second == KILLED + 5) {
            series.forEach((labels, samples) -> {
                if (labels.get("job").equals("sre-app")
                        && !labels.get(Labels.NAME).equals("up")) {
                    samples.put(second, StaleMarker.VALUE);
                }
            });
            served = 0;
            failed = 0;
        }
        if (up) {
            scrape(second, "http_requests_total", served, "http_status", "200");
            scrape(second, "http_requests_total", failed, "http_status", "500");
            scrape(second, "app_task_info", 1, "task", task, "address", "10.42.0.7");
            for (int i = 0; i < BOUNDS.length; i++) {
                scrape(
                        second,
                        "http_request_duration_seconds_bucket",
                        Math.floor((served + failed) * (i + 1.0) / BOUNDS.length),
                        "le",
                        String.valueOf(BOUNDS[i]));
            }
            scrape(second, "http_request_duration_seconds_bucket", served + failed, "le", "+Inf");
        }
    }

    private void recorded(int second) {
        BURN_WINDOWS.forEach((name, window) -> rule(second, "slo:burn_rate:ratio" + name, burn(second, window)));
        Map.of(
                        "ErrorBudgetBurnPageFast",
                        14.4,
                        "ErrorBudgetBurnPageSlow",
                        6.0,
                        "ErrorBudgetBurnTicketFast",
                        3.0,
                        "ErrorBudgetBurnTicketSlow",
                        1.0)
                .forEach((alert, threshold) -> rule(second, "slo:burn_threshold:ratio", threshold, "alert", alert));
        if (burn(second, 40) > 14.4 && burn(second, 20) > 14.4) {
            rule(
                    second,
                    "ALERTS",
                    1,
                    "alertname",
                    "ErrorBudgetBurnPageFast",
                    "alertstate",
                    "firing",
                    "severity",
                    "page",
                    "long",
                    "40s",
                    "short",
                    "20s");
        }
    }

    /** At the pace of the last 20 s. */
    private double exhaustedIn(int second) {
        double left = 0.01 * RATE * WINDOW - bad.getLast();
        double pace = (bad.getLast() - bad.get(Math.max(0, second - 20))) / 20.0;
        return left <= 0 ? 0 : pace > 0 && left / pace <= WINDOW - second ? left / pace : Double.POSITIVE_INFINITY;
    }

    private double burn(int second, int window) {
        int from = Math.max(0, second - window);
        double seen = total.getLast() - total.get(from) + RATE * Math.max(0, window - second);
        return (bad.getLast() - bad.get(from)) / (0.01 * seen);
    }

    private void own(int second, String name, double value, String... labels) {
        add(second, value, labels(name, labels).with("job", "slo-console"));
    }

    private void scrape(int second, String name, double value, String... labels) {
        add(
                second,
                value,
                labels(name, labels).with("job", "sre-app").with("instance", "sre-app-service.sre.local:5000"));
    }

    private void rule(int second, String name, double value, String... labels) {
        add(second, value, labels(name, labels));
    }

    private static Labels labels(String name, String... more) {
        var labels = Labels.of(Labels.NAME, name);
        for (int i = 0; i < more.length; i += 2) {
            labels = labels.with(more[i], more[i + 1]);
        }
        return labels;
    }

    private void add(int second, double value, Labels labels) {
        series.computeIfAbsent(labels, l -> new TreeMap<>()).put(second, value);
    }
}
