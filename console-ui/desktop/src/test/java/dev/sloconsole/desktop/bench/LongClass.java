package dev.sloconsole.desktop.bench;

import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A class as long as wanted: the eight steps, failures now and then, a kill every ten minutes, a scrape every 5 s. */
final class LongClass {

    private static final int SCRAPED_EVERY = 5;
    private static final List<Integer> LATENCY_BUCKETS = List.of(5, 10, 25, 50, 100, 250, 500, 1000);

    private LongClass() {}

    static List<Fact> facts(Duration length) {
        var steps = Lesson.builtIn().steps();
        int seconds = (int) length.toSeconds();
        var facts = Facts.begun().stack("CREATE_COMPLETE").task(Facts.OLD_TASK, Facts.OLD, "RUNNING");
        for (int second = 1; second <= seconds; second++) {
            facts.at(second);
            if (second % Math.max(1, seconds / steps.size()) == 1) {
                facts.step(steps.get(Math.min(steps.size() - 1, second * steps.size() / seconds))
                        .id());
            }
            if (second % 120 == 10) {
                facts.traffic(second % 240 == 10 ? Mode.NORMAL : Mode.PARTIAL_FAILURE);
            }
            if (second % 600 == 300) {
                boolean first = second % 1200 == 300;
                facts.stopped(first ? Facts.OLD_TASK : Facts.NEW_TASK);
                facts.task(first ? Facts.NEW_TASK : Facts.OLD_TASK, first ? Facts.NEW : Facts.OLD, "RUNNING");
                facts.dns(DnsSource.RESOLVER, first ? Facts.NEW : Facts.OLD);
            }
            long bad = second % 240 > 130 ? 6 : 0;
            facts.counted(20 - bad, bad, 0);
            facts.target(second % 600 == 305 ? "down" : "up");
            if (second % SCRAPED_EVERY == 0) {
                facts.and(new MetricsObserved(new SamplesScraped(samples(second))));
            }
        }
        return facts.list();
    }

    /** What the dashboard's panels ask for. */
    private static List<ScrapedSample> samples(int second) {
        long millis = Facts.START.toEpochMilli() + second * 1_000L;
        double served = 20.0 * second;
        double ratio = 0.985 + 0.01 * Math.sin(second / 60.0);
        var samples = new ArrayList<ScrapedSample>();
        samples.add(Facts.sample(millis, served, "http_requests_total", "http_status", "200"));
        samples.add(Facts.sample(millis, served / 50, "http_requests_total", "http_status", "500"));
        samples.add(Facts.sample(millis, 1, "up"));
        samples.add(Facts.sample(millis, 1, "app_task_info", "task", Facts.OLD_TASK));
        samples.add(Facts.sample(millis, served, "client_requests_total", "outcome", "2xx"));
        samples.add(Facts.sample(millis, served / 50, "client_requests_total", "outcome", "5xx"));
        samples.add(Facts.sample(millis, 0.99, "slo_objective"));
        samples.add(Facts.sample(millis, ratio, "sli:client_success:ratio5m"));
        samples.add(Facts.sample(millis, ratio, "sli:server_success:ratio5m"));
        samples.add(Facts.sample(millis, 360 - served / 50, "slo:error_budget_left:requests"));
        samples.add(Facts.sample(millis, 1 - second / 3600.0, "slo:error_budget_left:ratio"));
        samples.add(Facts.sample(millis, 1 - second / 1800.0, "slo:error_budget_steady:ratio"));
        for (var window : List.of("40s", "2m", "5m", "15m")) {
            samples.add(Facts.sample(millis, 3 + Math.sin(second / 30.0), "slo:burn_rate:ratio" + window));
            samples.add(Facts.sample(millis, 6, "slo:burn_threshold:ratio", "alert", "ErrorBudgetBurn" + window));
        }
        for (int bucket : LATENCY_BUCKETS) {
            samples.add(Facts.sample(
                    millis,
                    served * Math.min(1, bucket / 400.0),
                    "http_request_duration_seconds_bucket",
                    "le",
                    String.valueOf(bucket / 1000.0)));
        }
        samples.add(Facts.sample(millis, served, "http_request_duration_seconds_bucket", "le", "+Inf"));
        return samples;
    }
}
