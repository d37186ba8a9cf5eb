package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any file may be given to a command by mistake: it is answered by a sentence, in bounded time, never by a fault. */
class AnyFileTest {

    private static final int FILES = 120;

    private static final String LESSON = """
            title: L
            objective: 0.99
            window: 30m
            steps:
              - {id: one, title: One, text: One, wait: 2m, checkpoints: [{id: c, text: C, when: {sli: {above: 0.5}}}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    /** What one command says of a file, on both streams. */
    private record Answer(int status, String said) {}

    private static Answer slo(String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            var line = Main.commandLine()
                    .setErr(new PrintWriter(both, true, StandardCharsets.UTF_8))
                    .setOut(new PrintWriter(both, true, StandardCharsets.UTF_8));
            int status = line.execute(arguments);
            return new Answer(status, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private byte[] journal() throws IOException {
        var file = folder.resolve("whole.jsonl");
        try (var session =
                Session.start(SessionOptions.of(Source.LOCAL, "s", "t").recordingTo(file), Lesson.builtIn())) {
            session.append(new SessionEvent.StepEntered("deploy"));
        }
        return Files.readAllBytes(folder.resolve("whole.jsonl.gz"));
    }

    /** Noise, or a good file with a piece cut out, doubled or overwritten. */
    private static byte[] mistaken(Random random, byte[] good) {
        if (random.nextInt(4) == 0) {
            var noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);
            return noise;
        }
        var bytes = good.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        }
        return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
    }

    @Test
    void noFileIsAnsweredByAFault() throws IOException {
        var random = new Random(13);
        var goods = List.of(
                journal(),
                LESSON.getBytes(StandardCharsets.UTF_8),
                "{\"format\": \"slo-journal\", \"version\": 1}\n[0,\"x\",{}]\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < FILES; i++) {
            var file = folder.resolve("file-" + i).toString();
            Files.write(Path.of(file), mistaken(random, goods.get(i % goods.size())));
            for (var arguments : List.of(
                    new String[] {"replay", "--check", file},
                    new String[] {
                        "report", file, "--out", folder.resolve("report.html").toString()
                    },
                    new String[] {"lesson", "check", file})) {
                var answer = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> slo(arguments));

                assertThat(answer.status()).as(String.join(" ", arguments)).isBetween(0, 2);
                assertThat(answer.said())
                        .as(String.join(" ", arguments))
                        .doesNotContain("fault of this program", "\tat ", "Exception");
            }
        }
    }
}
