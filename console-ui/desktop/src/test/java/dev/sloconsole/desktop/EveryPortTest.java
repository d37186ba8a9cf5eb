package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.desktop.live.LiveClass;
import dev.sloconsole.desktop.live.StackSpecs;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/**
 * A web page in the instructor's browser asks every port on which a class listens: the endpoint, the router and its
 * tasks' doors, DNS over TCP, the metadata endpoint, and the tasks themselves. The browser says where the page comes
 * from, or the page has a name of its own that it had resolved to 127.0.0.1; none of that may be let in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPortTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ANSWER_MILLIS = 1_500;
    /** The columns of Linux's tables of sockets, and the state of one that listens. */
    private static final int LOCAL_ADDRESS = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTEN = "0A";

    /** Names that anybody can have resolved to 127.0.0.1. */
    private static final List<String> REBOUND = List.of(
            "evil.example",
            "EVIL.EXAMPLE",
            "evil.example.",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
            "sre-app-service.sre.local.evil.example");

    private static final List<String> TARGETS = List.of("/", "/kill", "/api/v1/query?query=up", "/api/health");

    /** As a browser asks a proxy, which takes the host from here and from no Host (RFC 9112, section 3.2.2). */
    private static final String PROXIED = "http://sre-app-service.sre.local:5000/kill";

    private Optional<LiveClass> live = Optional.empty();

    @BeforeAll
    void deploy() {
        assumeThat(Path.of("/proc/self/net/tcp"))
                .as("finds listening ports as Linux shows them")
                .exists();
        var options = new Options();
        new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs("--pace", "fast", "--embedded-prometheus", "--grafana", "none");
        var running = LiveClass.start(
                Session.start(SessionOptions.of(Source.LOCAL, options.stackName(), Main.VERSION), Lesson.builtIn()),
                () -> Main.local(options),
                new StackSpecs(options.stackName(), "someone", Optional.empty()),
                new TerminalQuestions(System.out, true));
        live = Optional.of(running);
        running.commands().deploy();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> running.session().state().stack().status(), "CREATE_COMPLETE"::equals);
    }

    @AfterAll
    void end() {
        live.ifPresent(LiveClass::close);
    }

    @Test
    void theCloudsOwnPortsLetNoWebPageIn() throws IOException {
        var ports = ports(ProcessHandle.current());
        assertThat(ports)
                .as("endpoint, router and doors, two DNS servers, metadata")
                .hasSizeGreaterThanOrEqualTo(6);
        assertThat(letIn(ports)).isEmpty();
    }

    @Test
    void theAppLetsNoWebPageIn() throws IOException {
        assertThat(letIn(ports("dev.sloconsole.app.Main"))).isEmpty();
    }

    @Test
    void theEngineLetsNoWebPageIn() throws IOException {
        assertThat(letIn(ports("dev.sloconsole.prometheus.PrometheusMain"))).isEmpty();
    }

    @Test
    void theViewerLetsNoWebPageIn() throws IOException {
        assertThat(letIn(ports("dev.sloconsole.grafana.ViewerMain"))).isEmpty();
    }

    /** What was answered although a web page asked: port, request, answer. */
    private static List<String> letIn(Set<Integer> ports) {
        var answered = new ArrayList<String>();
        for (int port : ports) {
            var here = "Host: 127.0.0.1:" + port;
            var foreign = List.of(
                    here + "\r\nOrigin: http://evil.example",
                    here + "\r\nOrigin: null",
                    here + "\r\nOrigin: http://127.0.0.1.evil.example:" + port,
                    here + "\r\nSec-Fetch-Site: cross-site",
                    "Host: [::1]:" + port + "\r\nOrigin: http://evil.example");
            var rebound = REBOUND.stream()
                    .flatMap(name -> Stream.of("Host: " + name, "Host: " + name + ":" + port))
                    .toList();
            var two = List.of(here + "\r\nHost: evil.example", "Host: evil.example\r\n" + here);
            foreign.forEach(page -> ask(port, PROXIED, page).ifPresent(answered::add));
            for (var target : TARGETS) {
                foreign.forEach(page -> ask(port, target, page).ifPresent(answered::add));
                rebound.forEach(page -> ask(port, target, page).ifPresent(answered::add));
                two.forEach(page -> ask(port, target, page).ifPresent(answered::add));
                ask(port, "http://evil.example" + target, "Host: evil.example").ifPresent(answered::add);
            }
        }
        return answered;
    }

    /** Port, request and answer, unless the answer is a refusal. */
    private static Optional<String> ask(int port, String target, String page) {
        return answer(port, "GET " + target + " HTTP/1.1\r\n" + page + "\r\nConnection: close\r\n\r\n")
                .filter(line -> !line.matches("HTTP/1\\.[01] 4\\d\\d.*"))
                .map(line -> port + " " + target + " " + page + " -> " + line);
    }

    /** The first line of an answer; empty where the connection ends without one, or says nothing for a while. */
    private static Optional<String> answer(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                            .readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The ports of those of our tasks that run a program. */
    private static Set<Integer> ports(String program) throws IOException {
        Predicate<ProcessHandle> runs = process -> commandLine(process).contains(program);
        var tasks = ProcessHandle.current().descendants().filter(runs).toList();
        assertThat(tasks).as(program).isNotEmpty();
        var ports = new TreeSet<Integer>();
        for (var task : tasks) {
            ports.addAll(ports(task));
        }
        assertThat(ports).as("ports of " + program).isNotEmpty();
        return ports;
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** The TCP ports on which a process listens. */
    private static Set<Integer> ports(ProcessHandle process) throws IOException {
        var folder = Path.of("/proc", Long.toString(process.pid()));
        var sockets = new HashSet<String>();
        try (var files = Files.list(folder.resolve("fd"))) {
            files.forEach(file -> sockets.add(target(file)));
        }
        var ports = new TreeSet<Integer>();
        for (var table : List.of("net/tcp", "net/tcp6")) {
            var lines =
                    Files.exists(folder.resolve(table)) ? Files.readAllLines(folder.resolve(table)) : List.<String>of();
            lines.stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row[STATE].equals(LISTEN) && sockets.contains("socket:[" + row[INODE] + "]"))
                    .forEach(row -> ports.add(Integer.parseInt(row[LOCAL_ADDRESS].replaceFirst(".*:", ""), 16)));
        }
        return ports;
    }

    /** Where a file descriptor leads; some are gone before they are read. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
