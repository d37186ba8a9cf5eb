package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.control.ConfirmPane;
import dev.sloconsole.desktop.screen.lesson.EndPane;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.journal.Reasons;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.lesson.Leaving;
import dev.sloconsole.view.lesson.LessonEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javafx.application.Platform;

/** What is left to do when a class is over: look back, take the report home, see it again, delete the stack, close. */
final class EndOfClass {

    private final Optional<Keepsake> keepsake;
    private final ConfirmPane confirm;
    private final Executor worker;
    private final LongSupplier nanos;
    private final EndPane pane;
    private Optional<Job> job = Optional.empty();

    /** What is done beside the JavaFX thread, and since when. */
    private record Job(String doing, long since) {}

    /**
     * @param askToDelete asks whether the stack is to be deleted
     * @param worker reads the recording, which takes its time
     * @param nanos a steady clock, by which is told how long that takes
     */
    EndOfClass(
            Optional<Keepsake> keepsake,
            ConfirmPane confirm,
            Runnable askToDelete,
            Executor worker,
            LongSupplier nanos) {
        this.keepsake = keepsake;
        this.confirm = confirm;
        this.worker = worker;
        this.nanos = nanos;
        pane = new EndPane(this::report, this::replay, askToDelete);
    }

    EndPane pane() {
        return pane;
    }

    /** Shows the end of the lesson, once it is reached. */
    void lookBack(SessionState state) {
        if (LessonEnd.reached(state)) {
            pane.open(LessonEnd.from(state, files()));
        }
    }

    /** Brings what is looked at up to date: the class goes on behind it. */
    void render(SessionState state) {
        if (pane.isVisible()) {
            pane.show(LessonEnd.from(state, files()));
        }
    }

    /** Asks before the window closes on a class; false where there is nothing to ask. */
    boolean askToClose(SessionState state, Runnable close) {
        var leaving = Leaving.from(state, files());
        leaving.ifPresent(l -> confirm.ask(l.question(), l.explanation(), l.answer(), close));
        return leaving.isPresent();
    }

    /** Tells how long what is done has taken so far; on every pulse. */
    void tick() {
        job.ifPresent(j -> {
            var past = Duration.ofNanos(nanos.getAsLong() - j.since());
            pane.say(j.doing() + (past.toSeconds() < 1 ? "" : " " + Written.span(past) + " so far."));
        });
    }

    private List<String> files() {
        return keepsake.map(kept -> kept.files().get()).orElse(List.of()).stream()
                .map(EndOfClass::name)
                .toList();
    }

    private static String name(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static String names(List<Path> files) {
        return Written.list(files.stream().map(EndOfClass::name).toList());
    }

    private void report() {
        beside(
                "The report is being written; it takes some seconds.",
                (kept, files) -> {
                    var reports = kept.report().write(files);
                    return (reports.size() == 1 ? "The report is in " : "The reports are in ") + names(reports)
                            + ". Open " + (reports.size() == 1 ? "it" : "them") + " in a browser.";
                },
                (files, why) ->
                        "The report was not written: " + why + ". After the class: " + commands("report", files));
    }

    private void replay() {
        beside(
                "The recording is being read; it takes some seconds.",
                (kept, files) -> {
                    kept.replay().open(files);
                    return files.size() == 1
                            ? "The recording is open in a window of its own. This class goes on."
                            : "The " + files.size() + " parts of the recording are open, each in a window of its own."
                                    + " This class goes on.";
                },
                (files, why) ->
                        "The recording was not opened: " + why + ". After the class: " + commands("replay", files));
    }

    private static String commands(String command, List<Path> files) {
        return files.stream().map(file -> "./slo " + command + " " + name(file)).collect(Collectors.joining(", "));
    }

    /** What can fail with an {@link IOException} or a sentence. */
    private interface Work {
        String done(Keepsake kept, List<Path> files) throws IOException;
    }

    /** Does it on the worker and says what became of it; nothing while something else is done. */
    private void beside(String doing, Work work, BiFunction<List<Path>, String, String> failed) {
        if (keepsake.isEmpty() || job.isPresent()) {
            return;
        }
        var kept = keepsake.get();
        job = Optional.of(new Job(doing, nanos.getAsLong()));
        pane.busy(true);
        tick();
        worker.execute(() -> {
            var files = kept.files().get();
            var words = outcome(() -> work.done(kept, files), why -> failed.apply(files, why));
            Platform.runLater(() -> {
                job = Optional.empty();
                pane.busy(false);
                pane.say(words);
            });
        });
    }

    private static String outcome(Callable<String> work, Function<String, String> failed) {
        try {
            return work.call();
        } catch (IOException e) {
            return failed.apply(Reasons.of(e));
        } catch (Exception e) {
            return failed.apply(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
    }
}
