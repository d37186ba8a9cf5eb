package dev.sloconsole.app.bench;

import dev.sloconsole.app.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Servers pinned to the first processor, and {@code wrk} on the second, which asks them in turns. What is compared is
 * requests for a second of the server's processor time, so that a busy machine is a busy machine for all.
 */
final class Contest {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<String> TASK =
            List.of("-XX:+UseSerialGC", "-Xmx96m", "-Xmn8m", "--enable-native-access=ALL-UNNAMED");
    private static final List<String> IMAGE =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "--enable-native-access=ALL-UNNAMED");

    /** A server that takes part, on a port of its own. */
    private record Contestant(String name, int port, Process process) {}

    private final Duration turn;
    private final int turns;

    Contest(Duration turn, int turns) {
        this.turn = turn;
        this.turns = turns;
    }

    /** What this machine lacks, if anything. */
    static Optional<String> missing() {
        for (var program : List.of("taskset", "wrk", "python3")) {
            if (!succeeds(List.of("sh", "-c", "command -v " + program))) {
                return Optional.of("there is no " + program + " on the PATH.");
            }
        }
        if (!succeeds(List.of("python3", "-c", "import flask"))) {
            return Optional.of("python3 has no Flask.");
        }
        return Runtime.getRuntime().availableProcessors() < 2
                ? Optional.of("it takes two processors, one for the server and one for wrk.")
                : Optional.empty();
    }

    List<String> lines() throws IOException, InterruptedException {
        var script = Files.createTempFile("flask-app", ".py");
        try (InputStream in = Objects.requireNonNull(Contest.class.getResourceAsStream("flask_app.py"))) {
            Files.write(script, in.readAllBytes());
        }
        var contestants = new ArrayList<Contestant>();
        try {
            contestants.add(ours("this service, as a task of the local cloud", TASK));
            contestants.add(ours("this service, as its image runs on AWS", IMAGE));
            contestants.add(flask(script));
            for (var each : contestants) {
                await(each.port, each.process);
                // The JVM compiles what it has seen often.
                ask(each.port);
            }
            var rates = new double[contestants.size()][turns];
            for (int turn = 0; turn < turns; turn++) {
                for (int i = 0; i < rates.length; i++) {
                    rates[i][turn] = perProcessorSecond(contestants.get(i));
                }
            }
            double flask = median(rates[rates.length - 1]);
            var lines = new ArrayList<>(List.of(
                    "| requests for a second of a processor, medians of " + turns + " turns | | beside Flask |",
                    "|---|---|---|"));
            for (int i = 0; i < rates.length; i++) {
                double rate = median(rates[i]);
                lines.add(String.format(
                        Locale.ROOT, "| %s | %,.0f | %.1f |", contestants.get(i).name, rate, rate / flask));
            }
            return lines;
        } finally {
            contestants.forEach(each -> each.process.destroyForcibly());
            Files.delete(script);
        }
    }

    private static Contestant ours(String name, List<String> flags) throws IOException {
        int port = freePort();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        var environment = Map.of("PORT", Integer.toString(port), "BIND_ADDRESS", "127.0.0.1");
        return new Contestant(name, port, start(command, environment));
    }

    private static Contestant flask(Path script) throws IOException {
        int port = freePort();
        var command = List.of("python3", script.toString(), Integer.toString(port));
        return new Contestant("Flask, by its own server", port, start(command, Map.of()));
    }

    private static Process start(List<String> command, Map<String, String> environment) throws IOException {
        var pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
        pinned.addAll(command);
        var builder =
                new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private double perProcessorSecond(Contestant server) throws IOException, InterruptedException {
        var before = processorTime(server.process);
        long requests = ask(server.port);
        return requests * 1e9 / processorTime(server.process).minus(before).toNanos();
    }

    private static Duration processorTime(Process server) {
        return server.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException("A server has ended."));
    }

    /** How many requests were answered in a turn. */
    private long ask(int port) throws IOException, InterruptedException {
        var seconds = Math.max(1, turn.toSeconds()) + "s";
        var wrk = new ProcessBuilder(
                        "taskset", "-c", "1", "wrk", "-t1", "-c16", "-d" + seconds, "http://127.0.0.1:" + port + "/")
                .redirectErrorStream(true)
                .start();
        var said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        var requests = REQUESTS.matcher(said);
        if (!requests.find()) {
            throw new IllegalStateException("wrk did not tell of any request: " + said);
        }
        return Long.parseLong(requests.group(1));
    }

    private static void await(int port, Process server) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (!server.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("A server does not listen.");
            }
            Thread.sleep(100);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double median(double[] values) {
        var sorted = Arrays.stream(values).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
