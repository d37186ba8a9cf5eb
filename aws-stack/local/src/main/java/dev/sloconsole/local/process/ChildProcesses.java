package dev.sloconsole.local.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The processes that the local cloud has started, each with a reader of its output. None outlives us: closing ends
 * them and what they started, and a {@link Warden} does the same when we are killed. Safe for several threads.
 */
public final class ChildProcesses implements AutoCloseable {

    private static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

    /** How long an ended process's output may still come, should somebody else hold its pipe. */
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    /** What a process needs from its surroundings; proxies and the like are kept from it, as a container would. */
    private static final List<String> INHERITED = List.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TMPDIR",
            "TEMP",
            "TMP",
            "SystemRoot",
            "SystemDrive",
            "LD_LIBRARY_PATH");

    private final Set<Process> alive = ConcurrentHashMap.newKeySet();
    private final Warden warden;
    private volatile boolean closed;

    private ChildProcesses(Warden warden) {
        this.warden = warden;
    }

    /**
     * Starts the warden, no child yet.
     *
     * @throws IOException when the warden cannot be started
     */
    public static ChildProcesses start() throws IOException {
        return new ChildProcesses(Warden.start(Optional.empty()));
    }

    /**
     * As {@link #start()}, with a folder that the children work in and that goes with the last of them.
     *
     * @throws IOException when the warden cannot be started
     */
    public static ChildProcesses startIn(Path folder) throws IOException {
        return new ChildProcesses(Warden.start(Optional.of(folder)));
    }

    /** A running child. */
    public interface Child {
        long pid();

        /** Asks it to end (SIGTERM); where the operating system has no such thing, ends it. */
        void terminate();

        /** Ends it and what it started, at once (SIGKILL). */
        void kill();
    }

    /**
     * Starts a process.
     *
     * @param output takes each line, on a thread of the child's own
     * @param onExit told the exit code, on any thread, after the last output was read; 137 and 143 for a process that
     *     signal 9 or 15 ended
     * @throws IOException when the program cannot be started
     */
    public Child start(Launcher.Launch launch, Consumer<String> output, IntConsumer onExit) throws IOException {
        var builder = new ProcessBuilder(launch.command())
                .directory(launch.workingDirectory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nowhere()));
        var surroundings = builder.environment();
        surroundings.keySet().retainAll(INHERITED);
        surroundings.putAll(launch.environment());
        if (closed) {
            throw new IOException("The local cloud is closing.");
        }
        var process = builder.start();
        alive.add(process);
        try {
            warden.watch(process.toHandle());
        } catch (IOException e) {
            process.destroyForcibly();
            alive.remove(process);
            throw new IOException("The warden, which guards against orphaned processes, is gone.", e);
        }
        var reader =
                Thread.ofPlatform().daemon().name("output-" + process.pid()).start(() -> read(process, output));
        Thread.ofVirtual().name("exit-" + process.pid()).start(() -> awaitEnd(process, reader, onExit));
        if (closed) {
            killTree(process);
        }
        return new RunningChild(process);
    }

    private static void read(Process process, Consumer<String> output) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        } catch (IOException e) {
            output.accept("(the output ended: " + e.getMessage() + ")");
        }
    }

    private void awaitEnd(Process process, Thread reader, IntConsumer onExit) {
        int code = process.onExit().join().exitValue();
        warden.forget(process.toHandle());
        alive.remove(process);
        try {
            reader.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onExit.accept(code);
    }

    private static File nowhere() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private record RunningChild(Process process) implements Child {
        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void terminate() {
            // Process.destroy would close its output as well, and with it what it says while it ends.
            process.toHandle().destroy();
        }

        @Override
        public void kill() {
            killTree(process);
        }
    }

    private static void killTree(Process process) {
        Families.now().of(List.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends all children, first kindly, then not; waits for their end; ends the warden. */
    @Override
    public void close() {
        closed = true;
        var last = List.copyOf(alive);
        var family = last.isEmpty()
                ? List.<ProcessHandle>of()
                : Families.now().of(last.stream().map(Process::toHandle).toList());
        last.forEach(Process::destroy);
        awaitAll(last, CLOSE_GRACE);
        family.forEach(ProcessHandle::destroyForcibly);
        awaitAll(last, Duration.ofSeconds(1));
        warden.close();
    }

    private static void awaitAll(List<Process> processes, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (var process : processes) {
                process.waitFor(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
