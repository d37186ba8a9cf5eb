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
import java.util.Optional;
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
        return rehearse(refuseDeploy, pace, true);
    }

    private Result rehearse(boolean refuseDeploy, RehearsalPace pace, boolean seen) throws InterruptedException {
        var options = SessionOptions.of(Source.LOCAL, "sre-slo-demo", "t")
                .withClocks(clock, clock.wall())
                .recordingTo(journal());
        try (var session = Session.start(options, Lesson.builtIn())) {
            var cloud = new ScriptedCloud(session, clock, refuseDeploy);
            if (seen) {
                cloud.show();
            }
            return new Rehearsal(
                            Lesson.builtIn(),
                            session,
                            cloud,
                            pace,
                            p -> "It was "
                                    + p.measured().flatMap(m -> m.value()).orElse(-1.0),
                            printed)
                    .run();
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
        assertThat(printed.toString().lines().filter(l -> l.contains("✓")))
                .hasSize(Lesson.builtIn().steps().stream()
                        .mapToInt(s -> s.checkpoints().size())
                        .sum());
    }

    @Test
    void aStepHasTheTimeThatItsAuthorSaysTimesAFactor() {
        assertThat(RehearsalPace.FAST.step(Optional.of(Duration.ofMinutes(2)))).isEqualTo(Duration.ofMinutes(4));
        assertThat(RehearsalPace.CLASSROOM.step(Optional.of(Duration.ofSeconds(15))))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(RehearsalPace.AWS.step(Optional.of(Duration.ofMinutes(5)))).isEqualTo(Duration.ofMinutes(15));
        assertThat(RehearsalPace.FAST.step(Optional.empty())).isEqualTo(Duration.ofSeconds(45));
        assertThat(RehearsalPace.FAST.withStep(Duration.ofSeconds(1)).step(Optional.of(Duration.ofHours(1))))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRehearsalSaysHowLongItWaited() throws InterruptedException {
        rehearse(false, ScriptedCloud.pace());

        assertThat(printed.toString())
                .containsPattern("Waited [0-9.]+ s, of at most 60\\.0 s\\.")
                .contains("of at most 5.0 s.");
    }

    @Test
    void imageOfTheLocalCloudIsWaitedForAndNotPushed() throws InterruptedException {
        var soon = Duration.ofMillis(150);
        var result = rehearse(false, new RehearsalPace(soon, 0, soon, soon), false);

        assertThat(result.unmet().getFirst())
                .hasToString("1 Build and push images: The registry holds the app's image");
        assertThat(printed.toString()).contains("✗ not met: The registry").doesNotContain("> Build");
    }

    @Test
    void aRefusedDeploymentNamesWhatWasNotMet() throws InterruptedException {
        var soon = Duration.ofMillis(150);
        var result = rehearse(true, new RehearsalPace(soon, 0, soon, soon));

        assertThat(result.passed()).isFalse();
        assertThat(result.unmet())
                .anySatisfy(
                        u -> assertThat(u.toString()).isEqualTo("2 Deploy the stack: The stack is CREATE_COMPLETE"));
        assertThat(printed.toString()).contains("✗ deploy: The stack exists already. Delete it first.");
    }
}
