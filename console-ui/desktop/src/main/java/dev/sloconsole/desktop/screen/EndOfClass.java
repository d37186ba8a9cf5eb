package dev.sloconsole.desktop.screen;

import dev.sloconsole.desktop.screen.control.ConfirmPane;
import dev.sloconsole.desktop.screen.lesson.EndPane;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.journal.Reasons;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.lesson.Leaving;
import dev.sloconsole.view.lesson.LessonEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
            pane.open(LessonEnd.from(state, journal()));
        }
    }

    /** Asks before the window closes on a class; false where there is nothing to ask. */
    boolean askToClose(SessionState state, Runnable close) {
        var leaving = Leaving.from(state, journal());
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

    private Optional<String> journal() {
        return keepsake.map(kept -> kept.journal().toAbsolutePath().normalize().toString());
    }

    private void report() {
        beside(
                "The report is being written; it takes some seconds.",
                kept -> "The report is in "
                        + kept.report().write().toAbsolutePath().normalize() + ". Open it in a browser.",
                (kept, why) ->
                        "The report was not written: " + why + ". After the class: ./slo report " + kept.journal());
    }

    private void replay() {
        beside(
                "The recording is being read; it takes some seconds.",
                kept -> {
                    kept.replay().open();
                    return "The recording is open in a window of its own. This class goes on.";
                },
                (kept, why) ->
                        "The recording was not opened: " + why + ". After the class: ./slo replay " + kept.journal());
    }

    /** What can fail with an {@link IOException} or a sentence. */
    private interface Work {
        String done(Keepsake kept) throws IOException;
    }

    /** Does it on the worker and says what became of it; nothing while something else is done. */
    private void beside(String doing, Work work, BiFunction<Keepsake, String, String> failed) {
        if (keepsake.isEmpty() || job.isPresent()) {
            return;
        }
        var kept = keepsake.get();
        job = Optional.of(new Job(doing, nanos.getAsLong()));
        pane.busy(true);
        tick();
        worker.execute(() -> {
            var words = outcome(() -> work.done(kept), why -> failed.apply(kept, why));
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
