package dev.sloconsole.session.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Source;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.session.rehearsal.Rehearsal.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private final TestClock clock = new TestClock();
    private final StringBuilder printed = new StringBuilder();

    private Path journal() {
        return folder.resolve("rehearsal.journal");
    }

    private Result rehearse(boolean refuseDeploy, RehearsalPace pace) throws InterruptedException {
        var options = SessionOptions.of(Source.LOCAL, "sre-slo-demo", "t")
                .withClocks(clock, clock.wall())
                .recordingTo(journal());
        try (var session = Session.start(options, Lesson.builtIn())) {
            var cloud = new ScriptedCloud(session, clock, refuseDeploy);
            return new Rehearsal(Lesson.builtIn(), session, cloud, pace, p -> "It was " + p.measured().flatMap(m -> m.value()).orElse(-1.0), printed).run();
        }
    }

    @Test
    void aRehearsalMeetsEveryCheckpointAndPrintsIt() throws InterruptedException {
        var result = rehearse(false, ScriptedCloud.pace());

        assertThat(result.unmet()).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(printed.toString())
                .contains("2  Deploy the stack", "> Kill the task", "✓ Users are served again", "stack DELETE_COMPLETE")
                .doesNotContain("✗");
        assertThat(printed.toString()).containsPattern("\\?  How low will the SLI go\\?\n   It was [0-9.]+");
        assertThat(printed.toString().lines().filter(l -> l.contains("✓"))).hasSize(
                Lesson.builtIn().steps().stream().mapToInt(s -> s.checkpoints().size()).sum());
    }

    @Test
    void aRefusedDeploymentNamesWhatWasNotMet() throws InterruptedException {
        var soon = Duration.ofMillis(150);
        var result = rehearse(true, new RehearsalPace(soon, soon, soon));

        assertThat(result.passed()).isFalse();
        assertThat(result.unmet()).anySatisfy(
                u -> assertThat(u.toString()).isEqualTo("2 Deploy the stack: The stack is CREATE_COMPLETE"));
        assertThat(printed.toString()).contains("✗ deploy: The stack exists already. Delete it first.");
    }
}
