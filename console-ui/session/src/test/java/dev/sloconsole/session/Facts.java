package dev.sloconsole.session;

import dev.sloconsole.prometheus.series.Labels;
import dev.sloconsole.prometheus.watch.MetricFact.AlertChanged;
import dev.sloconsole.prometheus.watch.MetricFact.PrometheusReached;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.prometheus.watch.MetricFact.TargetChanged;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.journal.Damage;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalEntry;
import dev.sloconsole.session.journal.JournalHeader;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.stack.StackFact;
import dev.sloconsole.stack.StackFact.DnsAnswerChanged;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.ImageFound;
import dev.sloconsole.stack.StackFact.InstanceDeregistered;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A class written down fact by fact, for tests. Times are seconds since its start. */
public final class Facts {

    public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    public static final String OLD_TASK = "41aa0000000000000000000000000007";
    public static final String NEW_TASK = "9f3c00000000000000000000000000b1";
    public static final String OLD = "10.42.0.23";
    public static final String NEW = "10.42.0.87";

    private final List<Fact> facts = new ArrayList<>();
    private double now;

    public static SessionEvent started() {
        return new SessionStarted(
                "SLIs, SLOs and error budgets", Source.LOCAL, "sre-slo-demo", 0.99, Duration.ofMinutes(30), START, "t");
    }

    /** The head of the built-in lesson's recording. */
    public static JournalHeader header() {
        return new JournalHeader(
                "SLIs, SLOs and error budgets",
                Lesson.builtIn().outline(Source.LOCAL),
                0.99,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "sre-slo-demo",
                START,
                "t");
    }

    /** These facts as an undamaged recording of the built-in lesson. */
    public static Replay recorded(List<Fact> facts) {
        var entries = facts.stream().<JournalEntry>map(JournalEntry.Known::new).toList();
        return Replay.of(new Journal(header(), entries, new Damage(List.of())));
    }

    /** A class that has just begun. */
    public static Facts begun() {
        return new Facts().and(started());
    }

    public Facts at(double seconds) {
        now = seconds;
        return this;
    }

    public Facts and(SessionEvent event) {
        facts.add(new Fact(facts.size() + 1, seconds(now), event));
        return this;
    }

    public Facts and(StackFact fact) {
        return and(new StackObserved(fact));
    }

    public Facts step(String id) {
        return and(new StepEntered(id));
    }

    public Facts stack(String status) {
        return and(new StackStatusChanged("sre-slo-demo", status, Optional.empty()));
    }

    public Facts task(String id, String address, String status) {
        return and(new TaskChanged(
                id, "sre-app-service", status, "RUNNING", "UNKNOWN", Optional.of(address), Optional.of("203.0.113.7")));
    }

    public Facts stopped(String id) {
        return and(new TaskStopped(
                id,
                "sre-app-service",
                "EssentialContainerExited",
                "Essential container in task exited",
                Optional.of(1)));
    }

    public Facts registered(String id, String address) {
        return and(new InstanceRegistered("sre-app-service", id, address, "HEALTHY"));
    }

    public Facts deregistered(String id, String address) {
        return and(new InstanceDeregistered("sre-app-service", id, address));
    }

    public Facts dns(DnsSource source, String... addresses) {
        return and(new DnsAnswerChanged(
                "sre-app-service.sre.local",
                source,
                addresses.length == 0 ? "NXDOMAIN" : "NOERROR",
                List.of(addresses),
                Duration.ofSeconds(10)));
    }

    public Facts target(String health) {
        return and(new MetricsObserved(new TargetChanged(
                "sre-app",
                "sre-app-service.sre.local:5000",
                "sre-app-service.sre.local:5000",
                health,
                Optional.empty())));
    }

    public Facts traffic(Mode mode) {
        return and(new TrafficChanged(TrafficPlan.off().with(mode)));
    }

    public Facts counted(long ok, long serverError, long refused) {
        return and(new TrafficCounted(new RequestCounts(ok, 0, serverError, 0, refused, 0)));
    }

    /** What Prometheus scraped a second before: the app's counters and who it was. */
    public Facts scraped(String task, String address, double ok, double errors) {
        long millis = START.toEpochMilli() + Math.round((now - 1) * 1_000);
        return and(new MetricsObserved(new SamplesScraped(List.of(
                sample(millis, 1, "app_task_info", "task", task, "address", address),
                sample(millis, ok, "http_requests_total", "http_status", "200"),
                sample(millis, errors, "http_requests_total", "http_status", "500"),
                sample(millis, 1, "up")))));
    }

    public static ScrapedSample sample(long millis, double value, String name, String... labels) {
        var all = Labels.of(labels)
                .with(Labels.NAME, name)
                .with("job", "sre-app")
                .with("instance", "sre-app-service.sre.local:5000");
        return new ScrapedSample(all, millis, value);
    }

    /** Twelve minutes: every step of the built-in lesson, with an outage of 8 seconds. */
    public static Facts wholeLesson() {
        var f = begun();
        f.at(0.5).step("images").and(new ImageFound("sre-app", "sha256:1"));
        f.at(2).step("deploy").and(new ActionRequested(Action.DEPLOY, "")).stack("CREATE_IN_PROGRESS");
        f.at(4).task(OLD_TASK, OLD, "PENDING");
        f.and(new TaskChanged(
                "obs1",
                "sre-observability-service",
                "RUNNING",
                "RUNNING",
                "UNKNOWN",
                Optional.empty(),
                Optional.empty()));
        f.at(8).task(OLD_TASK, OLD, "RUNNING").registered(OLD_TASK, OLD);
        f.and(new ServiceCountsChanged("sre-app-service", 1, 1, 0));
        f.dns(DnsSource.AUTHORITATIVE, OLD).dns(DnsSource.RESOLVER, OLD);
        f.at(12).stack("CREATE_COMPLETE").and(new MetricsObserved(new PrometheusReached("3.0.0")));
        f.at(13).step("targets").target("up");
        f.at(20).step("grafana").at(25).step("dashboard");
        double ok = 0;
        double errors = 0;
        for (int t = 30; t < 600; t++) {
            f.at(t);
            if (t == 30) {
                f.step("normal-traffic").traffic(Mode.NORMAL);
            }
            if (t == 200) {
                f.step("partial-failure").traffic(Mode.PARTIAL_FAILURE);
            }
            if (t == 300) {
                f.traffic(Mode.NORMAL).step("full-failure");
            }
            outage(f, t);
            boolean out = t > 400 && t <= 408;
            long bad = t > 200 && t <= 300 ? 6 : 0;
            if (t > 30) {
                f.counted(out ? 0 : 20 - bad, out ? 0 : bad, out ? 20 : 0);
                ok += out ? 0 : 20 - bad;
                errors += out ? 0 : bad;
            }
            if (t == 408) {
                ok = 0;
                errors = 0;
            }
            if (t % 5 == 0 && !out) {
                f.scraped(t > 408 ? NEW_TASK : OLD_TASK, t > 408 ? NEW : OLD, ok, errors);
            }
        }
        f.at(600).traffic(Mode.OFF).and(new ActionRequested(Action.DELETE, "")).stack("DELETE_IN_PROGRESS");
        f.at(605).stopped(NEW_TASK).at(610).stack("DELETE_COMPLETE");
        return f.at(720).and(new SessionEvent.SessionEnded());
    }

    private static void outage(Facts f, int t) {
        switch (t) {
            case 400 -> f.and(new ActionRequested(Action.KILL, ""));
            case 401 -> f.stopped(OLD_TASK).deregistered(OLD_TASK, OLD).dns(DnsSource.AUTHORITATIVE);
            case 403 ->
                f.target("down")
                        .and(new MetricsObserved(
                                new AlertChanged("ErrorBudgetBurnPageFast", "page", "firing", "burning")));
            case 404 -> f.task(NEW_TASK, NEW, "PENDING");
            case 406 -> f.task(NEW_TASK, NEW, "RUNNING");
            case 407 -> f.registered(NEW_TASK, NEW).dns(DnsSource.AUTHORITATIVE, NEW);
            case 408 -> f.dns(DnsSource.RESOLVER, NEW);
            case 410 -> f.target("up");
            default -> {
                // nothing but traffic
            }
        }
    }

    public List<Fact> list() {
        return List.copyOf(facts);
    }

    public static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
