package dev.sloconsole.local.bench;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The local cloud's figures: creating the lesson's stack, control-plane calls and DNS answers a second, memory. Prints
 * Markdown and writes it to {@code target/bench.md}. The argument is the launcher script.
 */
public final class Benchmarks {

    private static final String APP = "sre-app-service.sre.local";

    /** How much is measured: the real thing, or just enough to see that each benchmark still runs. */
    enum Effort {
        FULL(7, 5, Duration.ofSeconds(2)),
        SMOKE(1, 1, Duration.ofMillis(100));

        private final int stackRuns;
        private final int dnsRuns;
        private final Duration length;

        Effort(int stackRuns, int dnsRuns, Duration length) {
            this.stackRuns = stackRuns;
            this.dnsRuns = dnsRuns;
            this.length = length;
        }
    }

    private final Effort effort;
    private final List<String> report = new ArrayList<>();

    private Benchmarks(Effort effort) {
        this.effort = effort;
    }

    public static void main(String[] args) throws Exception {
        try (var cloud = RunningCloud.start(Path.of(args[0]))) {
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", "bench.md"), report(cloud, Effort.FULL));
        }
    }

    /** Measures everything; the lines of the report. */
    static List<String> report(RunningCloud cloud, Effort effort) throws Exception {
        var benchmarks = new Benchmarks(effort);
        try (var stacks = new StackRuns(cloud)) {
            benchmarks.memory("before the first stack", cloud);
            benchmarks.stacks(stacks);
            stacks.create();
            benchmarks.memory("with the stack", cloud);
            benchmarks.controlPlane(new ControlPlane(cloud));
            benchmarks.dns(cloud);
            benchmarks.memory("after all of it", cloud);
            stacks.delete();
        }
        return benchmarks.report;
    }

    private void stacks(StackRuns stacks) throws InterruptedException {
        var times = new ArrayList<StackRuns.Times>();
        for (int i = 0; i < effort.stackRuns; i++) {
            times.add(stacks.run());
        }
        say("## The lesson's stack at pace fast: %d runs, ms", effort.stackRuns);
        say("");
        say("| | min | median | max |");
        say("|---|---|---|---|");
        row("CreateStack to CREATE_COMPLETE", times, StackRuns.Times::complete);
        row("CreateStack to both services stable", times, StackRuns.Times::stable);
        row("DeleteStack to DELETE_COMPLETE", times, StackRuns.Times::deleted);
        say("");
    }

    private void row(String what, List<StackRuns.Times> times, ToDoubleFunction<StackRuns.Times> one) {
        var sorted = times.stream().mapToDouble(one).sorted().toArray();
        say("| %s | %,.0f | %,.0f | %,.0f |", what, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    private void controlPlane(ControlPlane plane) throws Exception {
        var requests = new LinkedHashMap<String, java.net.http.HttpRequest>();
        requests.put("GetCallerIdentity", plane.query("sts", "Action=GetCallerIdentity&Version=2011-06-15"));
        requests.put(
                "DescribeStacks",
                plane.query("cloudformation", "Action=DescribeStacks&Version=2010-05-15&StackName=" + StackRuns.NAME));
        requests.put(
                "DescribeServices",
                plane.json(
                        "ecs",
                        "AmazonEC2ContainerServiceV20141113.DescribeServices",
                        "{\"cluster\":\"" + StackRuns.NAME + "\",\"services\":[\"sre-app-service\"]}"));
        requests.put(
                "DiscoverInstances",
                plane.json(
                        "servicediscovery",
                        "Route53AutoNaming_v20170314.DiscoverInstances",
                        "{\"NamespaceName\":\"sre.local\",\"ServiceName\":\"sre-app-service\"}"));
        say("## Control plane");
        say("");
        say("| operation | clients | calls/s | median ms | p99 ms |");
        say("|---|---|---|---|---|");
        for (var request : requests.entrySet()) {
            for (int clients : new int[] {1, 8}) {
                var rate = plane.measure(request.getValue(), clients, effort.length);
                say(
                        "| %s | %d | %,.0f | %.2f | %.2f |",
                        request.getKey(), clients, rate.perSecond(), rate.median(), rate.p99());
            }
        }
        say("");
    }

    private void dns(RunningCloud cloud) throws IOException, InterruptedException {
        var servers = new LinkedHashMap<String, InetSocketAddress>();
        servers.put("zone", cloud.dns());
        servers.put("resolver", cloud.resolver());
        int port = freeUdpPort();
        var dnsmasq = dnsmasq(port);
        if (dnsmasq.isPresent()) {
            servers.put("dnsmasq", new InetSocketAddress("127.0.0.1", port));
        } else {
            say("No dnsmasq on the PATH: nothing to compare with.");
        }
        try {
            say("## DNS over UDP: one client, 32 questions unanswered at a time, answers/s of %d runs", effort.dnsRuns);
            say("");
            say("| server | min | median | max | ratio |");
            say("|---|---|---|---|---|");
            var flood = new DnsFlood(APP);
            var medians = new LinkedHashMap<String, double[]>();
            for (var server : servers.entrySet()) {
                flood.awaitAnswer(server.getValue(), Duration.ofSeconds(10));
                flood.answersPerSecond(server.getValue(), effort.length.toNanos());
                medians.put(server.getKey(), new double[effort.dnsRuns]);
            }
            // In turns, so that a slow moment of the machine is everybody's.
            for (int i = 0; i < effort.dnsRuns; i++) {
                for (var server : servers.entrySet()) {
                    requireNonNull(medians.get(server.getKey()))[i] =
                            flood.answersPerSecond(server.getValue(), effort.length.toNanos() / 2);
                }
            }
            medians.values().forEach(Arrays::sort);
            double other = Optional.ofNullable(medians.get("dnsmasq"))
                    .map(r -> r[r.length / 2])
                    .orElse(Double.NaN);
            medians.forEach((name, runs) -> say(
                    "| %s | %,.0f | %,.0f | %,.0f | %.2f |",
                    name, runs[0], runs[runs.length / 2], runs[runs.length - 1], runs[runs.length / 2] / other));
            say("");
        } finally {
            if (dnsmasq.isPresent()) {
                dnsmasq.get().destroyForcibly().waitFor();
            }
        }
    }

    private static Optional<Process> dnsmasq(int port) throws IOException {
        var program = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "dnsmasq"))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProcessBuilder(
                        program.get().toString(),
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--no-resolv",
                        "--no-hosts",
                        "--bind-interfaces",
                        "--listen-address=127.0.0.1",
                        "--port=" + port,
                        "--pid-file=",
                        "--host-record=" + APP + ",10.42.0.4,10")
                .inheritIO()
                .start());
    }

    private static int freeUdpPort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void memory(String when, RunningCloud cloud) throws IOException {
        Map<String, Long> sizes = cloud.residentBytes();
        var line = new StringBuilder();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(e -> line.append(line.isEmpty() ? "" : ", ")
                        .append(e.getKey())
                        .append(' ')
                        .append(e.getValue() / 1_000_000)
                        .append(" MB"));
        say("Resident memory %s: %s", when, line);
        say("");
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not on the class path
    private void say(String format, Object... values) {
        var line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        report.add(line);
    }
}
