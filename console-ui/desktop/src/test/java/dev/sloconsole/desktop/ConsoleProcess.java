package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The console's program as a process of its own, as a terminal runs it; closing it ends it. */
final class ConsoleProcess implements AutoCloseable {

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private ConsoleProcess(Process process) {
        this.process = process;
        this.readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
    }

    /** Starts {@code slo} with a home of its own and nobody's credentials, so that no settings count. */
    static ConsoleProcess start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Images.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + home,
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        return new ConsoleProcess(builder.start());
    }

    static ConsoleProcess start(Path home, String... arguments) throws IOException {
        return start(home, Map.of(), arguments);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    List<String> out() {
        return List.copyOf(out);
    }

    String err() {
        return String.join("\n", err);
    }

    /** The first line of the standard output that is as wanted; fails if none comes. */
    String line(Predicate<String> wanted) {
        return await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> out.stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The exit status, after all output was read. No Java stack trace may have been printed on the way. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(Duration.ofMinutes(2)))
                .as("The program ends.")
                .isTrue();
        for (var reader : readers) {
            reader.join();
        }
        assertThat(err()).as("no stack trace").doesNotContain("\tat ", "Exception");
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(10))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread reader(InputStream in, List<String> lines) {
        return Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                lines.add("(the output ended: " + e.getMessage() + ")");
            }
        });
    }
}
