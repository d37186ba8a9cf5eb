package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.session.lesson.Lesson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process: what it leaves behind, who else may run, and what the surroundings may not do to it. */
class OrphansTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path home;

    @Test
    void killedConsoleLeavesNoProcessAndNoPort() throws Exception {
        try (var console = rehearsalWithRunningTasks();
                var cloud = ConsoleProcess.start(home, "cloud")) {
            var ports = ports(cloud);
            var left = Stream.of(console, cloud)
                    .flatMap(one -> one.handle().descendants())
                    .toList();
            assertThat(left).as("two wardens, an app, a Prometheus, a viewer").hasSizeGreaterThanOrEqualTo(5);

            console.handle().destroyForcibly();
            cloud.handle().destroyForcibly();

            assertAllGone(left);
            assertFree(ports);
        }
    }

    @Test
    void endedConsoleLeavesNoProcessAndNoPort() throws Exception {
        try (var console = rehearsalWithRunningTasks();
                var cloud = ConsoleProcess.start(home, "cloud")) {
            var ports = ports(cloud);
            var left = Stream.of(console, cloud)
                    .flatMap(one -> one.handle().descendants())
                    .toList();

            console.handle().destroy();
            cloud.handle().destroy();

            assertAllGone(left);
            assertFree(ports);
            assertThat(console.status()).isEqualTo(143);
            assertThat(cloud.status()).isEqualTo(143);
            assertThat(journals()).as("the journal of the ended rehearsal").hasSize(1);
        }
    }

    /**
     * As a terminal does it: everybody in it is told, the warden and the tasks as well. Not by the interrupt of Ctrl-C,
     * which a job in the background may have to ignore.
     */
    @ParameterizedTest
    @ValueSource(strings = {"CREATE_IN_PROGRESS", "CREATE_COMPLETE"})
    void anInterruptedDeploymentEndsWithoutAWord(String moment) throws Exception {
        assumeThat(Path.of("/bin/kill")).as("needs signals").exists();
        try (var console = rehearsalAt(line -> line.contains(moment))) {
            var family = console.handle().descendants().toList();
            var end = Stream.concat(
                            Stream.of("/bin/kill", "-TERM"),
                            Stream.concat(Stream.of(console.handle()), family.stream())
                                    .map(process -> Long.toString(process.pid())))
                    .toList();
            new ProcessBuilder(end).start().waitFor();

            assertThat(console.status()).isEqualTo(143);
            assertThat(console.err()).isEmpty();
            assertAllGone(family);
        }
    }

    @Test
    void twoLocalCloudsRunSideBySide() throws Exception {
        try (var one = ConsoleProcess.start(home, "cloud");
                var other = ConsoleProcess.start(home, "cloud")) {
            for (var start : List.of("AWS_SECRET_ACCESS_KEY=", "AWS_ENDPOINT_URL=", "SLO_DNS=", "SLO_ROUTER=")) {
                assertThat(one.line(line -> line.startsWith(start)))
                        .isNotEqualTo(other.line(line -> line.startsWith(start)));
            }
        }
    }

    @Test
    void rehearsalPassesWithUnusableProxiesInTheEnvironment() throws Exception {
        var dead = "http://127.0.0.1:9";
        var proxies = Map.of(
                "HTTP_PROXY", dead,
                "http_proxy", dead,
                "HTTPS_PROXY", dead,
                "https_proxy", dead,
                "ALL_PROXY", dead,
                "all_proxy", dead);
        var out = home.resolve("out");
        try (var console = ConsoleProcess.start(
                home, proxies, "rehearse", "--pace", "fast", "--embedded-prometheus", "--out", out.toString())) {

            assertThat(console.status())
                    .as(() -> String.join("\n", console.out()) + console.err())
                    .isZero();

            for (var step : Lesson.builtIn().steps()) {
                for (var checkpoint : step.checkpoints()) {
                    assertThat(console.out()).anyMatch(line -> line.endsWith("✓ " + checkpoint.text()));
                }
            }
            assertThat(console.err()).isEmpty();
        }
        assertThat(out.resolve("report.html")).content().contains("</html>");
        assertThat(journals()).hasSize(1);
    }

    private ConsoleProcess rehearsalWithRunningTasks() throws IOException {
        return rehearsalAt(line -> line.endsWith("stack CREATE_COMPLETE"));
    }

    /** A rehearsal that has just told this. */
    private ConsoleProcess rehearsalAt(Predicate<String> told) throws IOException {
        var console = ConsoleProcess.start(
                home,
                "rehearse",
                "--pace",
                "fast",
                "--embedded-prometheus",
                "--out",
                home.resolve("out").toString());
        console.line(told);
        return console;
    }

    private List<Path> journals() throws IOException {
        try (var files = Files.list(home.resolve("out"))) {
            return files.filter(file -> file.toString().matches(".*\\.jsonl(\\.gz)?"))
                    .toList();
        }
    }

    /** The TCP ports of the endpoint, the name servers and the router. */
    private static List<Integer> ports(ConsoleProcess cloud) {
        return Stream.of("AWS_ENDPOINT_URL=", "SLO_DNS=", "SLO_RESOLVER=", "SLO_ROUTER=")
                .map(start -> cloud.line(line -> line.startsWith(start)))
                .map(line -> Integer.valueOf(line.replaceFirst(".*:([0-9]+)/?$", "$1")))
                .toList();
    }

    private static void assertAllGone(List<ProcessHandle> processes) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    }

    private static void assertFree(List<Integer> ports) throws IOException {
        for (var port : ports) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                assertThat(socket.getLocalPort()).isEqualTo(port);
            }
        }
    }
}
