package dev.sloconsole.desktop;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes start-up caches beside a program that is in use: on the thread {@code start-up caches}, with the lowest priority
 * there is, once the computer has nothing better to do. Nobody waits for it; closing it ends it at once, and the next
 * start of the program tries again.
 *
 * <p>Of several consoles one makes them: the one that holds the lock on {@code training/lock}. What is unfinished is in
 * a folder of its own below {@code training}, which goes with the training; what a killed console left there goes when
 * the next one trains. A training that fails is told once, and is not tried again for the same build.
 */
final class CacheTraining implements AutoCloseable {

    /**
     * What there is to make a cache of.
     *
     * @param words what a person calls it
     */
    record Program(String name, String words, List<String> flags, List<String> arguments) {}

    /** The Java that runs it, and from what. */
    record Jvm(Path java, String classPath) {}

    /** What is waited for before each training. */
    interface Pause {

        void await() throws InterruptedException;

        /** Until half of the processors were idle for two seconds; on a computer that never is, for two minutes. */
        static Pause untilIdle() {
            return () -> {
                var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
                long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
                // The load is that of the time since it was last asked for.
                system.getCpuLoad();
                do {
                    Thread.sleep(Duration.ofSeconds(2));
                } while (system.getCpuLoad() > 0.5 && System.nanoTime() < until);
            };
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final String key;
    private final Jvm jvm;
    private final List<Program> programs;
    private final Pause pause;
    private final PrintStream out;
    private final Thread thread = Thread.ofPlatform()
            .name("start-up caches")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .unstarted(this::trainAll);
    private final Thread end = new Thread(this::kill, "start-up caches' end");
    private @Nullable Process process;
    private boolean closed;

    /**
     * @param folder where the caches are, {@code NAME-KEY.aot}; may belong to somebody else, then nothing is made
     * @param out where a failure is told
     */
    CacheTraining(Path folder, String key, Jvm jvm, List<Program> programs, Pause pause, PrintStream out) {
        this.folder = folder;
        this.key = key;
        this.jvm = jvm;
        this.programs = programs;
        this.pause = pause;
        this.out = out;
    }

    /** A training that makes nothing. */
    static CacheTraining none() {
        return new CacheTraining(Path.of(""), "", new Jvm(Images.java(), ""), List.of(), () -> {}, System.err);
    }

    /** Begins, if anything is to be made. */
    synchronized void start() {
        if (!closed && programs.stream().anyMatch(this::missing)) {
            Runtime.getRuntime().addShutdownHook(end);
            thread.start();
        }
    }

    /** Waits until all is made that can be. */
    void join() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() {
        kill();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean missing(Program program) {
        return !Files.exists(file(program, "aot")) && !Files.exists(file(program, "failed"));
    }

    private Path file(Program program, String ending) {
        return folder.resolve(program.name + "-" + key + "." + ending);
    }

    private void trainAll() {
        var training = folder.resolve("training");
        try {
            Files.createDirectories(training);
            try (var channel = FileChannel.open(
                            training.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = lock(channel)) {
                if (lock != null) {
                    sweep(training);
                    for (var program : programs) {
                        if (missing(program)) {
                            pause.await();
                            train(program, training.resolve(program.name + "-" + key + "-" + pid()));
                        }
                    }
                }
            }
        } catch (IOException e) {
            // Somebody else's folder, or a full disk: what is there is used.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            unhook();
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    /** Empty-handed where another console has it. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Deletes what trainings left that were killed, and the caches of earlier builds. */
    private void sweep(Path training) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(training, Files::isDirectory)) {
            left.forEach(CacheTraining::delete);
        }
        for (var program : programs) {
            try (DirectoryStream<Path> caches = Files.newDirectoryStream(folder, program.name + "-*")) {
                for (var cache : caches) {
                    if (!cache.equals(file(program, "aot")) && !cache.equals(file(program, "failed"))) {
                        delete(cache);
                    }
                }
            }
        }
    }

    private void train(Program program, Path work) throws IOException, InterruptedException {
        try {
            Files.createDirectories(work);
            var unfinished = work.resolve("cache.aot");
            var log = work.resolve("log");
            var ended = run(command(program, unfinished), work, log);
            if (Files.isRegularFile(unfinished) && ended.isPresent()) {
                Files.move(unfinished, file(program, "aot"), StandardCopyOption.ATOMIC_MOVE);
            } else if (!ending()) {
                var why = ended.map(status -> "its trial run ended with status " + status + lastWords(log))
                        .orElse("its trial run did not end within " + PATIENCE.toMinutes() + " minutes");
                Files.writeString(file(program, "failed"), why + "\n");
                out.println("A fast start of " + program.words + " could not be prepared: " + why
                        + ". It works all the same, and starts more slowly.");
            }
        } finally {
            delete(work);
        }
    }

    private synchronized boolean ending() {
        return closed;
    }

    /** The program has a home of its own, so that nobody's settings and recordings are touched. */
    private List<String> command(Program program, Path unfinished) {
        var command = new ArrayList<String>();
        Images.onPath("nice").ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", "19")));
        command.add(jvm.java.toString());
        command.add("-XX:AOTCacheOutput=" + unfinished);
        command.add("-Duser.home=" + unfinished.getParent());
        command.addAll(program.flags);
        command.addAll(List.of("-cp", jvm.classPath));
        command.addAll(program.arguments);
        return command;
    }

    /** The exit status; empty if the program did not end in time, or was ended. */
    private Optional<Integer> run(List<String> command, Path home, Path log) throws IOException, InterruptedException {
        var nothing = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
        var builder = new ProcessBuilder(command)
                .redirectInput(nothing)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("APPDATA", home.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        Process started;
        synchronized (this) {
            if (closed) {
                return Optional.empty();
            }
            started = builder.start();
            process = started;
        }
        try {
            return started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && !ending()
                    ? Optional.of(started.exitValue())
                    : Optional.empty();
        } finally {
            killTree(started);
        }
    }

    private void kill() {
        Process running;
        synchronized (this) {
            closed = true;
            running = process;
        }
        if (running != null) {
            killTree(running);
        }
    }

    /** Not asked to end but killed: a JVM that is asked first writes its cache, in a child that outlives it. */
    private static void killTree(Process process) {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // The process ends, and the hook runs.
        }
    }

    private static String lastWords(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return lines.isEmpty() ? "" : " (" + lines.getLast().strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /** A file, or a folder with all that is in it; what cannot be deleted is left for the next time. */
    private static void delete(Path path) {
        try (var below = Files.walk(path)) {
            for (var each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // It is used by somebody, or belongs to somebody else.
        }
    }
}
