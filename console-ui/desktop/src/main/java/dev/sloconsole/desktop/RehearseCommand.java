package dev.sloconsole.desktop;

import dev.sloconsole.desktop.report.HtmlReport;
import dev.sloconsole.session.journal.JournalException;
import dev.sloconsole.session.rehearsal.Rehearsal;
import dev.sloconsole.session.rehearsal.RehearsalPace;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.view.lesson.PredictionWords;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The lesson without a window. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = "Runs the whole lesson without a window; exit status 1 if a checkpoint was not met.")
@SuppressWarnings("NullAway.Init") // picocli fills it
final class RehearseCommand implements Callable<Integer> {

    @Mixin
    Options own;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "rehearsal",
            description = "Where the journal and report.html are written (default: ./rehearsal).")
    Path out;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            hidden = true,
            description = "How long a step may take (default: what the pace allows).")
    Optional<Integer> patience = Optional.empty();

    @Override
    public Integer call() throws Exception {
        var problems = Main.problems(own);
        patience.filter(seconds -> seconds < 1)
                .ifPresent(seconds -> problems.add("--patience must be at least one second, not " + seconds + "."));
        if (!problems.isEmpty()) {
            return Mistakes.told("slo rehearse", problems);
        }
        var lesson = LessonChoice.asked(own);
        if (own.cloud == Options.Cloud.AWS) {
            AwsSurroundings.signedIn(own);
        }
        var journal = Main.journal(out);
        var questions = new TerminalQuestions(System.out, false);
        Rehearsal.Result result;
        try (var live = Main.live(own, lesson, Optional.of(journal), questions);
                var caches = StartUpCaches.ofTasks()) {
            live.connect();
            caches.start();
            result = new Rehearsal(
                            lesson,
                            live.session(),
                            live.commands(),
                            pace(),
                            p -> PredictionWords.comparison(p, lesson.objective()),
                            System.out)
                    .run();
        }
        boolean reported = report(journal);
        result.problems().forEach(System.err::println);
        if (!result.unmet().isEmpty()) {
            System.err.println("Not met:");
            result.unmet().forEach(checkpoint -> System.err.println("  " + checkpoint));
        }
        return result.passed() && reported ? 0 : 1;
    }

    private RehearsalPace pace() {
        var pace = Main.rehearsalPace(own);
        return patience.map(seconds -> pace.withStep(Duration.ofSeconds(seconds)))
                .orElse(pace);
    }

    /** Writes the report; false, and said why, if there is nothing to report from or nowhere to write. */
    private boolean report(Path journal) throws Exception {
        try {
            var report = Patience.onTheTerminal()
                    .with(
                            "Writing the report",
                            "usually some seconds",
                            () -> HtmlReport.write(Replay.open(journal), out));
            System.out.println();
            System.out.println("Journal: " + RecordedFiles.find(journal).orElse(journal));
            System.out.println("Report:  " + report);
            return true;
        } catch (JournalException | UncheckedIOException e) {
            System.err.println("There is no report of this rehearsal. " + e.getMessage());
            return false;
        }
    }
}
