package dev.sloconsole.desktop;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the JVM learned from a first start, so that the next one is quick: a file each for the console and for the tasks
 * of the local cloud, made once a build by running each for a moment. The launcher script names folder and build in
 * {@code slo.caches} and {@code slo.cache-key}; without them, or without a cache, everything works, only slower.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: ahead-of-time cache ergonomics</a>
 */
final class StartUpCaches {

    /** A task is small, and there are several of them: what is young has all of its room touched by and by. */
    static final List<String> TASK_FLAGS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m", "-Xmn8m", "--enable-native-access=ALL-UNNAMED");

    /** The engine works out the same queries for an hour: there the better compiler pays. */
    static final List<String> ENGINE_FLAGS = TASK_FLAGS.stream()
            .filter(flag -> !flag.contains("Tiered") && !flag.contains("-Xmn"))
            .toList();

    /**
     * The flags of the launcher scripts; the JVM believes a cache only under those that it was trained with, but it may
     * run under another collector. The better compiler is left out here: what it learns is kept in the cache too, and has
     * it at work at every start on what a start does once, for a second of processor.
     */
    private static final List<String> CONSOLE_FLAGS = List.of(
            "-Xmx768m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseG1GC",
            "--enable-native-access=javafx.graphics,javafx.web,ALL-UNNAMED",
            "--add-modules",
            "javafx.controls,javafx.web",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final String key;
    private final PrintStream out;

    private StartUpCaches(Path folder, String key, PrintStream out) {
        this.folder = folder;
        this.key = key;
        this.out = out;
    }

    /** The caches that the launcher script named; empty where it named none, or {@code SLO_NO_CACHE} is set. */
    static Optional<StartUpCaches> named() {
        var folder = System.getProperty("slo.caches");
        var key = System.getProperty("slo.cache-key");
        return folder == null || key == null || System.getenv("SLO_NO_CACHE") != null
                ? Optional.empty()
                : Optional.of(new StartUpCaches(Path.of(folder), key, System.err));
    }

    /** The flags that use a cache, if it is there. */
    List<String> flags(String name) {
        var cache = cache(name);
        return Files.isRegularFile(cache)
                ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of();
    }

    /** Makes what is missing of the caches of the tasks, and says what it is waited for. */
    void trainTasks() {
        train("app-service", "the app", TASK_FLAGS, List.of("dev.sloconsole.app.Training"));
        train("prometheus-engine", "Prometheus", TASK_FLAGS, List.of("dev.sloconsole.prometheus.Training"));
    }

    /** Makes the console's, if it is missing. */
    void trainConsole() {
        var modules = System.getProperty("jdk.module.path");
        if (modules != null) {
            var flags = new ArrayList<>(CONSOLE_FLAGS);
            flags.addAll(List.of("--module-path", modules));
            train("console", "the console", flags, List.of("dev.sloconsole.desktop.Main", "train"));
        }
    }

    private Path cache(String name) {
        return folder.resolve(name + "-" + key + ".aot");
    }

    private void train(String name, String words, List<String> flags, List<String> program) {
        if (Files.exists(cache(name))) {
            return;
        }
        var unfinished =
                folder.resolve(name + "-" + key + "." + ProcessHandle.current().pid());
        var command = new ArrayList<String>();
        command.add(Images.java().toString());
        command.add("-XX:AOTCacheOutput=" + unfinished);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(program);
        out.print("Preparing a fast start of " + words + ", once a build … ");
        out.flush();
        long began = System.nanoTime();
        try {
            run(command);
            if (Files.exists(unfinished)) {
                Files.move(unfinished, cache(name), StandardCopyOption.ATOMIC_MOVE);
            }
            out.println(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
        } catch (IOException e) {
            out.println("not made (" + e.getMessage() + "); it starts more slowly.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var nothing = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
        var process = new ProcessBuilder(command)
                .redirectInput(nothing)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
