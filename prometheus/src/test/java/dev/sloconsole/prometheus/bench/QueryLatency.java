package dev.sloconsole.prometheus.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lesson's queries, asked over HTTP as Grafana asks them: at one moment, over 30 minutes (a point every 5 s) and over
 * 8 hours (a point every 30 s). Each answer's whole body is read. Whoever is compared is asked in turns, one question
 * each, so that a slow moment of the machine is everybody's.
 */
final class QueryLatency {

    static final Map<String, String> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put(
                "success",
                "sum(rate(http_requests_total{http_status=~\"2..\"}[5m]))"
                        + " / clamp_min(sum(rate(http_requests_total[5m])), 0.00001)");
        QUERIES.put("errors", "sum(rate(http_requests_total{http_status!~\"2..\"}[5m]))");
        QUERIES.put(
                "users",
                "sum(rate(client_requests_total{outcome=\"2xx\"}[5m])) / sum(rate(client_requests_total[5m]))");
        QUERIES.put(
                "budget",
                "1 - (1 - sum(rate(client_requests_total{outcome=\"2xx\"}[30m]))"
                        + " / sum(rate(client_requests_total[30m]))) / (1 - 0.99)");
        QUERIES.put("up", "avg_over_time(up{job=\"sre-app\"}[2m])");
        QUERIES.put("all", "sum by (job) (rate({job=\"sre-app\"}[1m]))");
    }

    static final List<String> RANGES = List.of("instant", "30m", "8h");

    /** An answer of any of the queries is longer than this. */
    private static final int LEAST_BODY = 60;

    /** Unprocessable: how both say that a query would take more than they have. */
    private static final int TOO_LARGE = 422;

    private final HttpClient http = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final List<Subject> subjects;
    private final long end;

    QueryLatency(List<Subject> subjects, long endMillis) {
        this.subjects = subjects;
        this.end = endMillis / 1_000;
    }

    /** Milliseconds, sorted, of each subject's answers; nobody is asked again who says that a query is too large. */
    Map<String, double[]> measure(String query, String range, Duration length)
            throws IOException, InterruptedException {
        var path = path(query, range);
        var able = new ArrayList<Subject>();
        for (var subject : subjects) {
            if (answers(subject, path)) {
                able.add(subject);
            }
        }
        var times = new LinkedHashMap<String, List<Double>>();
        able.forEach(subject -> times.put(subject.name(), new ArrayList<>()));
        round(able, path, times, length.dividedBy(2));
        times.values().forEach(List::clear);
        round(able, path, times, length);
        var sorted = new LinkedHashMap<String, double[]>();
        times.forEach((name, list) -> sorted.put(
                name, list.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
        return sorted;
    }

    private void round(List<Subject> able, String path, Map<String, List<Double>> times, Duration length)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + length.multipliedBy(able.size()).toNanos();
        do {
            for (var subject : able) {
                long before = System.nanoTime();
                ask(subject.uri().resolve(path));
                times.computeIfAbsent(subject.name(), name -> new ArrayList<>())
                        .add((System.nanoTime() - before) / 1e6);
            }
        } while (System.nanoTime() < until);
    }

    private boolean answers(Subject subject, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(subject.uri().resolve(path)).build();
        return http.send(request, BodyHandlers.discarding()).statusCode() != TOO_LARGE;
    }

    private void ask(URI uri) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200 || answer.body().length < LEAST_BODY) {
            throw new IOException(uri + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private String path(String query, String range) {
        var text = URLEncoder.encode(QUERIES.getOrDefault(query, query), StandardCharsets.UTF_8);
        return switch (range) {
            case "instant" -> "/api/v1/query?time=" + end + "&query=" + text;
            case "30m" -> "/api/v1/query_range?start=" + (end - 1_800) + "&end=" + end + "&step=5&query=" + text;
            case "8h" -> "/api/v1/query_range?start=" + (end - 28_790) + "&end=" + end + "&step=30&query=" + text;
            default -> throw new IllegalArgumentException("No such range: " + range);
        };
    }
}
