package dev.sloconsole.prometheus.bench;

import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Loads the same eight hours into the embedded engine and, where the machine has one, into a real Prometheus, then asks
 * both the lesson's queries in turns. Prints Markdown and writes it to {@code target/bench.md}.
 */
public final class Benchmarks {

    private final Effort effort;
    private final List<String> report = new ArrayList<>();

    private Benchmarks(Effort effort) {
        this.effort = effort;
    }

    public static void main(String[] args) throws Exception {
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "bench.md"), report(Effort.FULL));
    }

    /** Measures everything; the lines of the report. */
    static List<String> report(Effort effort) throws Exception {
        var folder = Files.createTempDirectory("prometheus-bench");
        var subjects = new ArrayList<Subject>();
        var benchmarks = new Benchmarks(effort);
        try {
            benchmarks.store();
            subjects.add(Subject.embedded(folder.resolve("embedded")));
            Subject.real(folder.resolve("real"))
                    .ifPresentOrElse(
                            subjects::add, () -> benchmarks.say("No prometheus on the PATH: nothing to compare with."));
            long end = benchmarks.load(subjects);
            benchmarks.queries(subjects, end);
            benchmarks.memory("after all queries", subjects);
        } finally {
            for (var subject : subjects) {
                subject.close();
            }
            delete(folder);
        }
        return benchmarks.report;
    }

    /** Appending to the store itself, without HTTP. */
    private void store() {
        var nanos = new ArrayList<Long>();
        var size = new SeriesStore().size();
        for (int i = 0; i < effort.storeRuns; i++) {
            var scrapes = new ArrayList<List<Sample>>();
            var store = new SeriesStore();
            var day = new ClassDay(1_700_000_000_000L, effort);
            long took = 0;
            while (day.hasNext()) {
                scrapes.add(day.next());
                if (scrapes.size() == 100 || !day.hasNext()) {
                    long before = System.nanoTime();
                    for (var scrape : scrapes) {
                        for (var sample : scrape) {
                            store.append(sample.labels(), sample.timestampMillis(), sample.value());
                        }
                    }
                    took += System.nanoTime() - before;
                    scrapes.clear();
                }
            }
            nanos.add(took);
            size = store.size();
        }
        nanos.sort(null);
        say("## Store, in process");
        say("");
        say(
                "%,d series, %,d samples, %.1f MB of samples, %.2f bytes a sample; appended at %,.0f samples/s"
                        + " (median of %d runs, one thread)",
                size.series(),
                size.samples(),
                size.bytes() / 1e6,
                (double) size.bytes() / size.samples(),
                size.samples() * 1e9 / nanos.get(nanos.size() / 2),
                effort.storeRuns);
        say("");
    }

    private long load(List<Subject> subjects) throws IOException, InterruptedException {
        // Until a minute ago, for a real Prometheus takes no samples from the future.
        long start = System.currentTimeMillis() / 60_000 * 60_000
                - 60_000
                - (ClassDay.scrapes(effort) - 1) * ClassDay.STEP_MILLIS;
        long samples = (long) ClassDay.SERIES * ClassDay.scrapes(effort);
        say("## Ingest by remote write, 10,000 samples a request, one client");
        say("");
        say("| | samples/s | whole class loaded in |");
        say("|---|---|---|");
        long end = start;
        for (var subject : subjects) {
            var day = new ClassDay(start, effort);
            end = day.lastMillis();
            Duration took = subject.load(day);
            say("| %s | %,.0f | %.1f s |", subject.name(), samples * 1e9 / took.toNanos(), took.toMillis() / 1e3);
        }
        say("");
        memory("after loading", subjects);
        return end;
    }

    private void memory(String when, List<Subject> subjects) throws IOException {
        for (var subject : subjects) {
            say(
                    "Resident memory of %s %s: %s",
                    subject.name(),
                    when,
                    subject.residentBytes()
                            .map(bytes -> bytes / 1_000_000 + " MB")
                            .orElse("unknown"));
        }
        say("");
    }

    private void queries(List<Subject> subjects, long end) throws IOException, InterruptedException {
        var names = subjects.stream().map(Subject::name).toList();
        say("## The lesson's queries over HTTP: median (99th percentile), ms, asked in turns");
        say("");
        say("| query | over | " + String.join(" | ", names) + " | ratio |");
        say("|---|---|" + "---|".repeat(names.size()) + "---|");
        var latency = new QueryLatency(subjects, end);
        for (var query : QueryLatency.QUERIES.keySet()) {
            for (var range : QueryLatency.RANGES) {
                var times = latency.measure(query, range, effort.asking);
                var line = new StringBuilder("| " + query + " | " + range + " | ");
                names.forEach(name -> line.append(Optional.ofNullable(times.get(name))
                                .map(Benchmarks::cell)
                                .orElse("refused: too large"))
                        .append(" | "));
                var ours = times.get("embedded");
                var other = times.get("prometheus");
                var ratio = ours == null || other == null ? "-" : format("%.2f", median(ours) / median(other));
                say(line + ratio + " |");
            }
        }
        say("");
    }

    private static String cell(double[] sorted) {
        return format("%.2f (%.2f)", median(sorted), sorted[sorted.length * 99 / 100]);
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    private void say(String format, Object... values) {
        var line = format(format, values);
        System.out.println(line);
        report.add(line);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    private static String format(String format, Object... values) {
        return values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
