package dev.sloconsole.session.bench;

import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.prometheus.watch.MetricFact.ScrapedSample;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.session.replay.Player;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/** Two hours of a class, at 20 facts and 50 samples a second: recorded, opened, and looked at here and there. */
final class RecordedClass {

    private static final int FACTS_PER_SECOND = 20;
    private static final int SAMPLES = 250;
    private static final int SCRAPE_SECONDS = 5;

    private final Effort effort;
    private final Report report;

    RecordedClass(Effort effort, Report report) {
        this.effort = effort;
        this.report = report;
    }

    void measure() throws IOException {
        var folder = Files.createTempDirectory("session-bench");
        try {
            var facts = facts();
            var with = new double[effort.runs];
            var without = new double[effort.runs];
            var file = folder.resolve("class.journal");
            for (int i = 0; i < effort.runs; i++) {
                without[i] = record(facts, Optional.empty());
                file = folder.resolve("class-" + i + ".journal");
                with[i] = record(facts, Optional.of(file));
            }
            report.say(
                    "## %d minutes of a class: %,d facts, %,d samples",
                    effort.seconds / 60, facts.size(), effort.seconds / SCRAPE_SECONDS * SAMPLES);
            report.say("");
            report.say("| | |");
            report.say("|---|---|");
            sizes(folder);
            report.say(
                    "| a fact taken in, folded and published, not recorded | %.1f µs (median of %d runs) |",
                    median(without), effort.runs);
            report.say("| the same, recorded | %.1f µs |", median(with));
            replay(file);
            report.say("");
        } finally {
            try (var files = Files.walk(folder)) {
                for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private List<Fact> facts() {
        var facts = new Facts();
        for (int second = 1; second < effort.seconds; second++) {
            facts.at(second);
            events(facts, second);
            for (int i = 0; i < FACTS_PER_SECOND - 3; i++) {
                facts.at(second + 0.05 * (i + 1));
                switch (i % 3) {
                    case 0 -> facts.dns(DnsSource.RESOLVER, Facts.OLD);
                    case 1 -> facts.and(new ServiceCountsChanged("sre-app-service", 1, 1, i % 2));
                    default -> facts.task(Facts.OLD_TASK, Facts.OLD, "RUNNING");
                }
            }
        }
        return facts.list();
    }

    /** What happens now and then, and what the users got in a second. */
    private static void events(Facts facts, int second) {
        if (second % 900 == 1) {
            facts.step(Lesson.builtIn().steps().get(second / 900).id());
        }
        if (second % 120 == 10) {
            facts.traffic(second % 240 == 10 ? Mode.NORMAL : Mode.PARTIAL_FAILURE);
        }
        if (second % 600 == 300) {
            facts.and(new ActionRequested(Action.KILL, Facts.OLD_TASK));
        }
        long bad = second % 240 > 130 ? 6 : 0;
        facts.counted(20 - bad, bad, 0);
        facts.target(second % 600 == 305 ? "down" : "up");
        if (second % SCRAPE_SECONDS == 0) {
            facts.and(new MetricsObserved(new SamplesScraped(samples(second))));
        }
    }

    private static List<ScrapedSample> samples(int second) {
        long millis = Facts.START.toEpochMilli() + (second - 1) * 1_000L;
        var samples = new ArrayList<ScrapedSample>();
        samples.add(Facts.sample(millis, 20.0 * second, "http_requests_total", "http_status", "200"));
        samples.add(Facts.sample(millis, second, "http_requests_total", "http_status", "500"));
        samples.add(Facts.sample(millis, 1, "up"));
        for (int i = samples.size(); i < SAMPLES; i++) {
            samples.add(Facts.sample(millis, (double) i * second, "jvm_events_total", "part", "part-" + i));
        }
        return samples;
    }

    /** Microseconds of a fact. */
    private static double record(List<Fact> facts, Optional<Path> file) {
        var clock = new TestClock();
        var options = SessionOptions.of(Source.LOCAL, "sre-slo-demo", "bench").withClocks(clock, clock.wall());
        options = file.isPresent() ? options.recordingTo(file.get()) : options;
        long start = System.nanoTime();
        try (var session = Session.start(options, Lesson.builtIn())) {
            for (var fact : facts) {
                clock.turn(fact.at().minus(session.elapsed()));
                session.append(fact.event());
            }
        }
        return (System.nanoTime() - start) / 1e3 / facts.size();
    }

    private void sizes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var file = files.sorted().findFirst().orElseThrow();
            long size = Files.size(file);
            if (file.toString().endsWith(".gz")) {
                long plain;
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    plain = in.transferTo(OutputStream.nullOutputStream());
                }
                report.say("| file | %.1f MB while it is written, %.1f MB closed |", plain / 1e6, size / 1e6);
            } else {
                report.say("| file | %.1f MB |", size / 1e6);
            }
        }
    }

    private void replay(Path file) {
        var openings = new double[effort.openings];
        var replay = Replay.open(file);
        for (int i = 0; i < effort.openings; i++) {
            long start = System.nanoTime();
            replay = Replay.open(file);
            openings[i] = (System.nanoTime() - start) / 1e6;
        }
        report.say("| to open it | %.0f ms (median of %d) |", median(openings), effort.openings);
        var player = new Player(replay);
        var random = new SplittableRandom(20_26);
        var seeks = new double[effort.seeks];
        for (int i = 0; i < effort.seeks; i++) {
            var to = Duration.ofMillis(random.nextLong(replay.duration().toMillis()));
            long start = System.nanoTime();
            player.seek(to);
            var state = player.state();
            seeks[i] = (System.nanoTime() - start) / 1e6;
            if (!state.at().equals(to)) {
                throw new IllegalStateException("A seek to " + to + " led to " + state.at());
            }
        }
        Arrays.sort(seeks);
        report.say(
                "| to seek to any moment | median %.1f ms, 99th percentile %.1f ms, worst %.1f ms of %,d |",
                seeks[effort.seeks / 2], seeks[effort.seeks * 99 / 100], seeks[effort.seeks - 1], effort.seeks);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
