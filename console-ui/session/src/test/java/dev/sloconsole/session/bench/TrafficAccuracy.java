package dev.sloconsole.session.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.session.traffic.TrafficGenerator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Proxy;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** How precisely the users come: one generator, one target, both on this machine. */
final class TrafficAccuracy {

    private TrafficAccuracy() {}

    static void measure(Effort effort, Report report) throws IOException, InterruptedException {
        report.say("## Traffic: %d ms at each rate", effort.traffic.toMillis());
        report.say("");
        report.say("| wanted/s | achieved/s | not answered 2xx | late p50 ms | late p99 ms | latency p50 ms"
                + " | latency p99 ms | CPU of one core |");
        report.say("|---|---|---|---|---|---|---|---|");
        try (var target = Target.start()) {
            run(target, 500, effort.traffic.dividedBy(2));
            for (int rate : new int[] {10, 100, 500, 2_000}) {
                report.say("%s", run(target, rate, effort.traffic));
            }
        }
        report.say("");
    }

    private static String run(Target target, int rate, Duration length) throws InterruptedException {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var client = new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).build();
        var traffic = new TrafficGenerator(client, () -> Optional.of(target.uri()), _ -> {}, 0);
        long cpu = process.getProcessCpuTime();
        long start = System.nanoTime();
        traffic.start();
        traffic.plan(new TrafficPlan(Mode.NORMAL, rate, 30));
        Thread.sleep(length);
        traffic.plan(TrafficPlan.off());
        double seconds = (System.nanoTime() - start) / 1e9;
        traffic.close();
        RequestCounts total = traffic.total();
        var late = traffic.lateness();
        var latency = traffic.latency();
        return Report.format(
                "| %,d | %,.1f | %d | %.2f | %.2f | %.2f | %.2f | %.0f %% |",
                rate,
                total.total() / seconds,
                total.bad(),
                millis(late.p50()),
                millis(late.p99()),
                millis(latency.p50()),
                millis(latency.p99()),
                (process.getProcessCpuTime() - cpu) / 1e7 / seconds);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
