package dev.sloconsole.session.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.rehearsal.Rehearsal.Result;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.session.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
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
            return new Rehearsal(Lesson.builtIn(), session, cloud, pace, printed).run();
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
        assertThat(printed.toString()).containsPattern("\\?  How low will the SLI go\\?\n   Nobody guessed, it was [0-9.]+ %");
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

    @Test
    void theReportOfARehearsalTellsAllOfItWithoutANetwork() throws InterruptedException, IOException {
        rehearse(false, ScriptedCloud.pace());
        var html = Files.readString(HtmlReport.write(Replay.open(journal()), folder.resolve("out")));

        assertThat(html)
                .contains("<title>SLIs, SLOs and error budgets</title>", "<svg", "9f3c…b1 · 10.42.0.87", "prefers-color-scheme")
                .contains("Users are served again", "÷ (1 − 0.99)", "<strong>SRE is not about 100\u00a0% uptime. It is about managing risk")
                .doesNotContain("not met", "http://www", "<script", "src=", "%s");
    }
}
