package dev.sloconsole.session.bench;

import java.nio.file.Path;

/** The session's figures: how precise the traffic is, and what two hours of a class cost to record and to replay. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        report(Effort.FULL).write(Path.of("target", "bench.md"));
    }

    /** Measures everything. */
    static Report report(Effort effort) throws Exception {
        var report = new Report();
        new RecordedClass(effort, report).measure();
        TrafficAccuracy.measure(effort, report);
        return report;
    }
}
