package dev.sloconsole.prometheus.bench;

import dev.sloconsole.prometheus.ingest.Sample;
import dev.sloconsole.prometheus.series.SeriesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Loads the same eight hours into the embedded engine and, where the machine has one, into a real Prometheus, then asks
 * both the lesson's queries with JMH. Prints Markdown and writes it to {@code target/bench.md}. An argument is a
 * pattern of the queries to ask, such as {@code success}.
 */
public final class Benchmarks {

    private static final int STORE_RUNS = 5;

    private final List<String> report = new ArrayList<>();

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("prometheus-bench");
        var subjects = new ArrayList<Subject>();
        var benchmarks = new Benchmarks();
        try {
            benchmarks.store();
            subjects.add(Subject.embedded(folder.resolve("embedded")));
            Subject.real(folder.resolve("real"))
                    .ifPresentOrElse(
                            subjects::add, () -> benchmarks.say("No prometheus on the PATH: nothing to compare with."));
            long end = benchmarks.load(subjects);
            benchmarks.queries(subjects, end, args);
        } finally {
            for (var subject : subjects) {
                subject.close();
            }
            delete(folder);
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "bench.md"), benchmarks.report);
    }

    /** Appending to the store itself, without HTTP. */
    private void store() {
        var nanos = new ArrayList<Long>();
        var size = new SeriesStore().size();
        for (int i = 0; i < STORE_RUNS; i++) {
            var scrapes = new ArrayList<List<Sample>>();
            var store = new SeriesStore();
            var day = new ClassDay(1_700_000_000_000L);
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
                STORE_RUNS);
        say("");
    }

    private long load(List<Subject> subjects) throws IOException, InterruptedException {
        // Until a minute ago, for a real Prometheus takes no samples from the future.
        long start =
                System.currentTimeMillis() / 60_000 * 60_000 - 60_000 - (ClassDay.SCRAPES - 1) * ClassDay.STEP_MILLIS;
        long samples = (long) ClassDay.SERIES * ClassDay.SCRAPES;
        say("## Ingest by remote write, 10,000 samples a request, one client");
        say("");
        say("| | samples/s | whole class loaded in | resident memory then |");
        say("|---|---|---|---|");
        long end = start;
        for (var subject : subjects) {
            var day = new ClassDay(start);
            end = day.lastMillis();
            Duration took = subject.load(day);
            say(
                    "| %s | %,.0f | %.1f s | %s |",
                    subject.name(),
                    samples * 1e9 / took.toNanos(),
                    took.toMillis() / 1e3,
                    subject.residentBytes()
                            .map(bytes -> bytes / 1_000_000 + " MB")
                            .orElse("unknown"));
        }
        say("");
        return end;
    }

    private void queries(List<Subject> subjects, long end, String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(QueryLatency.class.getName())
                .param("subject", subjects.stream().map(Subject::name).toArray(String[]::new))
                .jvmArgsAppend(Stream.concat(
                                Stream.of("-Dbench.end=" + end),
                                subjects.stream().map(s -> "-Dbench." + s.name() + "=" + s.uri()))
                        .toArray(String[]::new));
        if (args.length > 0) {
            options.param("query", args);
        }
        var results = new Runner(options.build()).run();
        say("## The lesson's queries over HTTP: median (99th percentile), ms");
        say("");
        var cells = new TreeMap<String, TreeMap<String, String>>();
        var medians = new TreeMap<String, Double>();
        for (RunResult result : results) {
            var params = result.getParams();
            var row = params.getParam("query") + " | " + params.getParam("over");
            var times = result.getPrimaryResult().getStatistics();
            medians.put(row + params.getParam("subject"), times.getPercentile(50));
            cells.computeIfAbsent(row, _ -> new TreeMap<>())
                    .put(
                            params.getParam("subject"),
                            format("%.2f (%.2f)", times.getPercentile(50), times.getPercentile(99)));
        }
        table(subjects, cells, medians);
    }

    private void table(
            List<Subject> subjects, TreeMap<String, TreeMap<String, String>> cells, TreeMap<String, Double> medians) {
        Collection<String> names = subjects.stream().map(Subject::name).toList();
        say("| query | over | " + String.join(" | ", names) + " | ratio |");
        say("|---|---|" + "---|".repeat(names.size()) + "---|");
        cells.forEach((row, values) -> {
            var line = new StringBuilder("| " + row + " | ");
            names.forEach(name -> line.append(values.get(name)).append(" | "));
            Double other = medians.get(row + "prometheus");
            say(line + (other == null ? "-" : format("%.2f", medians.get(row + "embedded") / other)) + " |");
        });
        say("");
    }

    private void say(String format, Object... values) {
        var line = format(format, values);
        System.out.println(line);
        report.add(line);
    }

    private static String format(String format, Object... values) {
        return values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
