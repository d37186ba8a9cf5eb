package dev.sloconsole.desktop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with the JVM, and with scripts in its place where it is to fail or to take its time. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The stand-ins for a JVM are shell scripts.")
class CacheTrainingTest {

    private static final String FINISHES =
            "echo \"${1#-XX:AOTCacheOutput=}\" >>\"$TRAINED\"; echo cache >\"${1#-XX:AOTCacheOutput=}\"";

    /** As a JVM does it: half of the cache is there, and a child writes the rest. */
    private static final String HANGS =
            "echo half >\"${1#-XX:AOTCacheOutput=}.config\"; sleep 300 & echo $! >\"$HOME/child\"; wait";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path elsewhere;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final List<CacheTraining.Program> programs = List.of(
            new CacheTraining.Program("app", "the app", List.of(), List.of("Main")),
            new CacheTraining.Program("console", "the console", List.of(), List.of("Main")));

    @Test
    void jvmLearnsFromATrialRun() throws Exception {
        var classPath = System.getProperty("java.class.path");
        var picocli = Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> entry.contains("picocli"))
                .findFirst()
                .orElseThrow();
        var program = new CacheTraining.Program(
                "help", "help", List.of("-XX:+UseSerialGC"), List.of("picocli.AutoComplete", "--help"));
        var jvm = new CacheTraining.Jvm(Images.java(), picocli);
        try (var training = new CacheTraining(folder, "1", jvm, List.of(program), () -> {}, out())) {
            training.start();
            training.join();
        }

        assertThat(folder.resolve("help-1.aot")).isNotEmptyFile();
        assertThat(files()).containsExactly("help-1.aot", "training/lock");
        assertThat(told()).isEmpty();
    }

    @Test
    void interruptedTrainingLeavesNothingBehindAndIsTriedAgain() throws Exception {
        long child;
        try (var training = training("1", HANGS, () -> {})) {
            training.start();
            child = child();
        }

        await("the end of the trial run's child")
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(files()).containsExactly("training/lock");
        assertThat(told()).as("Nothing has failed.").isEmpty();
        finish("1");
        assertThat(files()).containsExactly("app-1.aot", "console-1.aot", "training/lock");
    }

    @Test
    void whatAKilledConsoleLeftGoesAndSoDoTheCachesOfEarlierBuilds() throws Exception {
        Files.createDirectories(folder.resolve("training/console-1-4711"));
        Files.writeString(folder.resolve("training/console-1-4711/cache.aot.config"), "half of it");
        Files.writeString(folder.resolve("console-0.4711"), "half of it, where an earlier program wrote it");
        Files.writeString(folder.resolve("console-0.aot"), "an earlier build's");
        Files.writeString(folder.resolve("app-0.failed"), "an earlier build's");
        Files.writeString(folder.resolve("build-id"), "nobody's business");

        finish("1");

        assertThat(files()).containsExactly("app-1.aot", "build-id", "console-1.aot", "training/lock");
    }

    @Test
    void twoConsolesDoNotTrainTheSameTwice() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CacheTraining.Pause pause = () -> {
            begun.countDown();
            goOn.await();
        };
        try (var one = training("1", FINISHES, pause);
                var other = training("1", FINISHES, () -> {})) {
            one.start();
            begun.await();
            other.start();
            other.join();
            assertThat(trained()).isEmpty();

            goOn.countDown();
            one.join();
        }

        assertThat(trained()).hasSize(2);
        finish("1");
        assertThat(trained()).as("What is there is not made again.").hasSize(2);
    }

    @Test
    void failureIsToldOnceAndNotTriedAgainForTheSameBuild() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (var training = training("1", "echo It has no memory.; exit 3", () -> {})) {
                training.start();
                training.join();
            }
        }

        assertThat(told()).isEqualTo("""
                A fast start of the app could not be prepared: its trial run ended with status 3 (It has no memory.). \
                It works all the same, and starts more slowly.
                A fast start of the console could not be prepared: its trial run ended with status 3 (It has no memory.). \
                It works all the same, and starts more slowly.
                """);
        assertThat(files()).containsExactly("app-1.failed", "console-1.failed", "training/lock");
        finish("2");
        assertThat(files()).as("the next build").containsExactly("app-2.aot", "console-2.aot", "training/lock");
    }

    @Test
    void folderOfSomebodyElseIsLeftAlone() throws Exception {
        var file = Files.writeString(elsewhere.resolve("no-folder"), "");
        try (var training =
                new CacheTraining(file, "1", new CacheTraining.Jvm(jvm(FINISHES), ""), programs, () -> {}, out())) {
            training.start();
            training.join();
        }

        assertThat(told()).isEmpty();
        assertThat(trained()).isEmpty();
    }

    @Test
    void lowestPriorityIsAskedFor() throws Exception {
        var jvm = "ps -o ni= -p $$ >\"$TRAINED\"; echo cache >\"${1#-XX:AOTCacheOutput=}\"";
        try (var training = training("1", jvm, () -> {})) {
            training.start();
            training.join();
        }

        assertThat(trained()).map(String::strip).containsExactly("19");
    }

    private void finish(String key) throws Exception {
        try (var training = training(key, FINISHES, () -> {})) {
            training.start();
            training.join();
        }
    }

    private CacheTraining training(String key, String script, CacheTraining.Pause pause) throws IOException {
        return new CacheTraining(folder, key, new CacheTraining.Jvm(jvm(script), ""), programs, pause, out());
    }

    /** A program in the place of a JVM. */
    private Path jvm(String script) throws IOException {
        var file = Files.createTempFile(
                elsewhere,
                "java",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(file, "#!/bin/sh\nTRAINED='" + elsewhere.resolve("trained") + "'\n" + script + "\n");
    }

    private long child() {
        return await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            try (var all = Files.walk(folder)) {
                                return all.filter(file -> file.endsWith("child"))
                                        .map(CacheTrainingTest::read)
                                        .filter(pid -> pid.endsWith("\n"))
                                        .toList();
                            }
                        },
                        pids -> !pids.isEmpty())
                .stream()
                .mapToLong(pid -> Long.parseLong(pid.strip()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> trained() {
        var file = elsewhere.resolve("trained");
        return Files.exists(file) ? read(file).lines().toList() : List.of();
    }

    private List<String> files() throws IOException {
        var files = new ArrayList<String>();
        try (var all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.add(folder.relativize(file).toString()));
        }
        files.sort(null);
        return files;
    }

    private PrintStream out() {
        return new PrintStream(told, true, UTF_8);
    }

    private String told() {
        return told.toString(UTF_8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
