package dev.sloconsole.desktop.bench;

import dev.sloconsole.desktop.screen.Fx;
import dev.sloconsole.desktop.screen.Turns.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The screens' figures: {@code mvn -Pbench -pl console-ui/desktop -am verify} prints them as Markdown. */
public final class Benchmarks {

    /** How much is done. */
    enum Effort {
        FULL(Duration.ofHours(2), Duration.ofSeconds(60), 7, 120, Duration.ofSeconds(4)),
        SMOKE(Duration.ofMinutes(2), Duration.ofSeconds(1), 1, 3, Duration.ofMillis(100));

        final Duration taught;
        final Duration watched;
        final int loads;
        final int refreshes;
        final Duration step;

        Effort(Duration taught, Duration watched, int loads, int refreshes, Duration step) {
            this.taught = taught;
            this.watched = watched;
            this.loads = loads;
            this.refreshes = refreshes;
            this.step = step;
        }
    }

    private final List<String> lines = new ArrayList<>();

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        if (System.getenv("DISPLAY") == null) {
            System.setProperty("glass.platform", "Headless");
        }
        System.setProperty("prism.order", "sw");
        var lines = report(Effort.FULL);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "bench.md"), lines);
        System.exit(0);
    }

    /** Measures everything; the lines of the report. */
    static List<String> report(Effort effort) throws Exception {
        Fx.start();
        var benchmarks = new Benchmarks();
        benchmarks.say("## A whole lesson by keys, and its recording, " + Shown.size() + ", software pipeline");
        benchmarks.table();
        new WholeLesson(effort).measure(benchmarks);
        benchmarks.say("");
        benchmarks.say("## Desk and wall, each " + Shown.size() + ", software pipeline");
        benchmarks.table();
        new Screens(effort).measure(benchmarks);
        benchmarks.say("");
        benchmarks.say("## The dashboard's page in a web view of " + Shown.size() + ", half an hour of samples");
        benchmarks.table();
        new DashboardPage(effort).measure(benchmarks);
        benchmarks.say("");
        return benchmarks.lines;
    }

    private void table() {
        say("");
        say("| | median | p99 | worst |");
        say("|---|---|---|---|");
    }

    /** A row of durations, in milliseconds. */
    void row(String what, double... millis) {
        var sorted = millis.clone();
        Arrays.sort(sorted);
        say(String.format(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f ms | %.1f ms |",
                what,
                sorted[sorted.length / 2],
                sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)],
                sorted[sorted.length - 1]));
    }

    /** How long whoever pressed a key had to wait, and how much of that the JavaFX thread worked. */
    void turns(List<Turn> turns) {
        row(
                "a turn on the JavaFX thread",
                turns.stream().mapToDouble(Turn::millis).toArray());
        row(
                "of that with a processor",
                turns.stream()
                        .mapToDouble(turn -> turn.worked().toNanos() / 1e6)
                        .toArray());
        turns.stream()
                .max(Comparator.comparing(Turn::waited))
                .ifPresent(turn -> System.out.println("the longest: " + turn));
    }

    void say(String line) {
        System.out.println(line);
        lines.add(line);
    }

    /** What the kernel counts as resident of this process, in bytes; 0 where it does not say. */
    static long residentBytes() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
