package dev.sloconsole.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WardenTest {

    /** A parent that is going to be killed: starts a child, tells both process ids, and waits. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            var folder = Path.of(arguments[0]);
            var children = ChildProcesses.startIn(folder);
            var launch =
                    new Launcher.Launch(TestImages.java(Child.class, Map.of()).command(List.of()), Map.of(), folder);
            var child = children.start(launch, line -> {}, code -> {});
            System.out.println(child.pid());
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    /** A child that never ends by itself. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private static Process started(Class<?> program, Path folder) throws IOException {
        return new ProcessBuilder(TestImages.java(program, Map.of()).command(List.of(folder.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void childrenAndTheirFilesGoWhenTheirParentIsKilled(@TempDir Path temporary) throws IOException {
        var folder = Files.createDirectory(temporary.resolve("run"));
        Files.writeString(folder.resolve("file"), "x");
        var parent = started(Parent.class, folder);
        try (var lines = parent.inputReader(StandardCharsets.US_ASCII)) {
            var child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            var family = parent.descendants().toList();
            assertThat(family).contains(child).hasSize(2);

            parent.destroyForcibly();

            await().atMost(Duration.ofSeconds(5)).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(folder).doesNotExist();
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Ctrl-C in a terminal reaches the parent, the warden and the children, and the parent may take its time to end. */
    @Test
    void anInterruptDoesNotEndTheWarden(@TempDir Path temporary) throws IOException, InterruptedException {
        assumeThat(Path.of("/proc/self/task")).as("needs Linux").exists();
        var folder = Files.createDirectory(temporary.resolve("run"));
        var parent = started(Parent.class, folder);
        try (var lines = parent.inputReader(StandardCharsets.US_ASCII)) {
            var child = ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            var warden =
                    parent.children().filter(p -> !p.equals(child)).findFirst().orElseThrow();
            await().atMost(Duration.ofSeconds(20)).until(() -> threads(warden).contains(Warden.READER));
            for (var signal : List.of("-INT", "-HUP", "-TERM")) {
                var kill = new ProcessBuilder("kill", signal, Long.toString(warden.pid())).start();
                assertThat(kill.waitFor()).isZero();
            }
            // Its answer is a thread that stays; to one of them at least, for a background job may have to ignore some.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> threads(warden).stream().anyMatch(name -> name.matches("SIG[A-Z]+ handler")));

            parent.destroyForcibly();

            await().atMost(Duration.ofSeconds(5)).until(() -> !child.isAlive() && !warden.isAlive());
            assertThat(folder).doesNotExist();
        } finally {
            parent.destroyForcibly();
        }
    }

    private static List<String> threads(ProcessHandle process) throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            var names = new ArrayList<String>();
            for (var task : tasks.toList()) {
                names.add(Files.readString(task.resolve("comm")).strip());
            }
            return names;
        }
    }

    @Test
    void aWardenThatWasEndedIsClosedInPeace(@TempDir Path folder) throws IOException {
        var before = ProcessHandle.current().children().toList();
        var children = ChildProcesses.start();
        var warden = ProcessHandle.current()
                .children()
                .filter(p -> !before.contains(p))
                .findFirst()
                .orElseThrow();
        var launch = new Launcher.Launch(TestImages.java(Child.class, Map.of()).command(List.of()), Map.of(), folder);
        var ended = new CompletableFuture<Integer>();
        children.start(launch, line -> {}, ended::complete);
        warden.destroyForcibly();
        warden.onExit().join();
        assertThatCode(children::close).doesNotThrowAnyException();
        assertThat(ended).succeedsWithin(Duration.ofSeconds(10));
    }

    /** A parent that is going to be killed, with many children that have a child each. */
    static final class ParentOfFamilies {

        private ParentOfFamilies() {}

        public static void main(String[] arguments) throws Exception {
            var children = ChildProcesses.start();
            var family = new Launcher.Launch(
                    List.of("/bin/sh", "-c", "sleep 300 & echo $! && wait"), Map.of(), Path.of(arguments[0]));
            for (int i = 0; i < FAMILIES; i++) {
                children.start(family, System.out::println, code -> {});
            }
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private static final int FAMILIES = 12;

    @Test
    void whatTheChildrenStartedGoesWithThem(@TempDir Path folder) throws IOException {
        assumeThat(Path.of("/bin/sh")).as("needs a shell").exists();
        var parent = started(ParentOfFamilies.class, folder);
        try (var lines = parent.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < FAMILIES; i++) {
                lines.readLine();
            }
            var family = parent.descendants().toList();
            assertThat(family)
                    .as("the warden, the shells, and what they started")
                    .hasSize(1 + 2 * FAMILIES);

            parent.destroyForcibly();

            await().atMost(Duration.ofSeconds(5)).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void closingEndsChildrenAndTheWarden(@TempDir Path folder) throws IOException {
        var before = ProcessHandle.current().children().toList();
        var children = ChildProcesses.start();
        var launch = new Launcher.Launch(TestImages.java(Child.class, Map.of()).command(List.of()), Map.of(), folder);
        var ended = new CompletableFuture<Integer>();
        children.start(launch, line -> {}, ended::complete);
        children.close();
        assertThat(ended).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(143);
        await().untilAsserted(
                        () -> assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                                .isSubsetOf(before));
    }

    @Test
    void everyLineIsHandedOverBeforeTheExitCode(@TempDir Path folder) throws IOException {
        var lines = new CopyOnWriteArrayList<String>();
        try (var children = ChildProcesses.start()) {
            var ended = new CompletableFuture<Integer>();
            children.start(
                    new Launcher.Launch(TestImages.java(Talker.class, Map.of()).command(List.of()), Map.of(), folder),
                    lines::add,
                    ended::complete);
            assertThat(ended).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(7);
            assertThat(lines).hasSize(10).startsWith("line 1").endsWith("line 10");
        }
    }

    /** A child that says ten lines and fails. */
    static final class Talker {

        private Talker() {}

        public static void main(String[] arguments) {
            for (int i = 1; i <= 10; i++) {
                System.out.println("line " + i);
            }
            System.exit(7);
        }
    }
}
