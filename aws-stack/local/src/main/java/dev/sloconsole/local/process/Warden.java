package dev.sloconsole.local.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tiny JVM that outlives ours by a moment: it reads from a pipe which children we have, and when the pipe ends,
 * however we died, it ends those that are left and then itself. Works the same on every operating system, for all of
 * them close the pipes of a dead process. A process id that has been given to somebody else meanwhile is left alone: a
 * child is known by its start time too.
 *
 * <p>The lines: {@code + PID START}, {@code - PID}; START in milliseconds of the epoch.
 */
public final class Warden implements AutoCloseable {

    /** How long killed processes may take to be gone, before their folder goes. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** The thread of the warden that reads what we tell it; once it runs, no signal but the last one ends the warden. */
    static final String READER = "orders";

    private final Process process;
    private final OutputStream orders;

    private Warden(Process process) {
        this.process = process;
        this.orders = process.getOutputStream();
    }

    /**
     * Starts a warden.
     *
     * @param folder goes when the children have gone
     * @throws IOException when this JVM's own {@code java} cannot be started
     */
    static Warden start(Optional<Path> folder) throws IOException {
        var windows = File.separatorChar == '\\';
        var java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
        var command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                home().toString(),
                Warden.class.getName()));
        folder.ifPresent(path -> command.add(path.toString()));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_"));
        return new Warden(builder.start());
    }

    private static Path home() throws IOException {
        try {
            return Path.of(Warden.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("Cannot tell where the local cloud's own classes lie.", e);
        }
    }

    synchronized void watch(ProcessHandle child) throws IOException {
        tell("+ " + child.pid() + " "
                + started(child).map(Instant::toEpochMilli).orElse(-1L));
    }

    synchronized void forget(ProcessHandle child) {
        try {
            tell("- " + child.pid());
        } catch (IOException e) {
            // The warden is gone; the child is, too.
        }
    }

    private void tell(String line) throws IOException {
        orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the warden, which ends what it still watches. Waits for it, briefly. */
    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            // Somebody ended it before, and what it was still to be told is of no use.
        }
        try {
            if (!process.waitFor(Duration.ofSeconds(4))) {
                process.destroyForcibly().waitFor(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Instant> started(ProcessHandle child) {
        return child.info().startInstant();
    }

    /** The warden's own life. */
    public static void main(String[] arguments) {
        var orders = Thread.ofPlatform().name(READER).unstarted(() -> obey(arguments));
        // Ctrl-C, and closing the terminal, is told to everybody in it. The warden goes last all the same.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> await(orders)));
        orders.start();
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void obey(String[] folders) {
        Map<Long, Long> children = new HashMap<>();
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ");
                if (words[0].equals("+")) {
                    children.put(Long.valueOf(words[1]), Long.valueOf(words[2]));
                } else {
                    children.remove(Long.valueOf(words[1]));
                }
            }
        } catch (IOException e) {
            // A pipe that cannot be read has ended.
        } finally {
            end(children);
            for (var folder : folders) {
                Folders.delete(Path.of(folder));
            }
        }
    }

    /** At once and not kindly: nobody is left whom their last words could reach. */
    private static void end(Map<Long, Long> children) {
        var heads = children.entrySet().stream()
                .flatMap(child -> ProcessHandle.of(child.getKey()).stream()
                        .filter(handle -> started(handle)
                                .map(Instant::toEpochMilli)
                                .orElse(-1L)
                                .equals(child.getValue())))
                .toList();
        if (heads.isEmpty()) {
            return;
        }
        var family = Families.now().of(heads);
        family.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && family.stream().anyMatch(ProcessHandle::isAlive)) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                break;
            }
        }
    }
}
