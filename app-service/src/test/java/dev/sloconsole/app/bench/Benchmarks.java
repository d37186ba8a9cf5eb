package dev.sloconsole.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How many requests a second of a processor is good for: this service and one of Flask, asked in turns by {@code wrk}. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var lines = report(Duration.ofSeconds(10), 5);
        lines.forEach(System.out::println);
        var file = Path.of("target", "bench.md");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** The report, or why there is none. */
    static List<String> report(Duration turn, int turns) throws IOException, InterruptedException {
        var missing = Contest.missing();
        return missing.isPresent() ? List.of("Not measured: " + missing.get()) : new Contest(turn, turns).lines();
    }
}
