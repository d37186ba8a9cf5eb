package dev.sloconsole.desktop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** The app answers the same requests for an hour: there the better compiler pays, for it answers twice as many. */
    static final List<String> APP_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xmx96m", "-Xmn8m", "--enable-native-access=ALL-UNNAMED");

    /**
     * The engine works out the same queries for an hour, with the same compiler. It uses all the heap that it may, and eight
     * hours of 1,000 series take 25 MB.
     */
    static final List<String> ENGINE_FLAGS =
            List.of("-XX:+UseSerialGC", "-Xmx56m", "--enable-native-access=ALL-UNNAMED");

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

    private final Path folder;
    private final String key;

    private StartUpCaches(Path folder, String key) {
        this.folder = folder;
        this.key = key;
    }

    /** The caches that the launcher script named; empty where it named none, or {@code SLO_NO_CACHE} is set. */
    static Optional<StartUpCaches> named() {
        var folder = System.getProperty("slo.caches");
        var key = System.getProperty("slo.cache-key");
        return folder == null || key == null || System.getenv("SLO_NO_CACHE") != null
                ? Optional.empty()
                : Optional.of(new StartUpCaches(Path.of(folder), key));
    }

    /** The flags that use a cache, if it is there. */
    List<String> flags(String name) {
        var cache = folder.resolve(name + "-" + key + ".aot");
        return Files.isRegularFile(cache)
                ? List.of(
                        "-XX:AOTCache=" + cache,
                        "-Xlog:aot*=off",
                        "-Xlog:cds*=off",
                        // Where it was written for: else all pointers in it are moved first.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0")
                : List.of();
    }

    /** Makes what is missing of the caches of the tasks, once it is started. */
    static CacheTraining ofTasks() {
        return named().map(caches -> caches.training(taskPrograms())).orElseGet(CacheTraining::none);
    }

    /** Makes what is missing of all caches, once it is started. */
    static CacheTraining ofAll() {
        return named().map(StartUpCaches::all).orElseGet(CacheTraining::none);
    }

    private CacheTraining all() {
        var programs = new ArrayList<>(taskPrograms());
        var modules = System.getProperty("jdk.module.path");
        if (modules != null) {
            var flags = new ArrayList<>(CONSOLE_FLAGS);
            flags.addAll(List.of("--module-path", modules));
            programs.add(new CacheTraining.Program(
                    "console", "the console", flags, List.of("dev.sloconsole.desktop.Main", "train")));
        }
        return training(programs);
    }

    private static List<CacheTraining.Program> taskPrograms() {
        return List.of(
                new CacheTraining.Program("app-service", "the app", TASK_FLAGS, List.of("dev.sloconsole.app.Training")),
                new CacheTraining.Program(
                        "prometheus-engine", "Prometheus", TASK_FLAGS, List.of("dev.sloconsole.prometheus.Training")));
    }

    private CacheTraining training(List<CacheTraining.Program> programs) {
        var jvm = new CacheTraining.Jvm(Images.java(), System.getProperty("java.class.path"));
        return new CacheTraining(folder, key, jvm, programs, CacheTraining.Pause.untilIdle(), System.err);
    }
}
