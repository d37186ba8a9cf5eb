package dev.sloconsole.session.rehearsal;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Commands;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.RecordingFailed;
import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Trouble.NotRecorded;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.lesson.Lesson.LessonStep;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A rehearsal: goes through the lesson step by step, presses each step's button, and awaits its checkpoints, up to the
 * first step that cannot be met. Whatever comes of it, traffic is switched off and the stack that it created deleted at
 * the end; one that was there before stays.
 */
public final class Rehearsal {

    private final Lesson lesson;
    private final Session session;
    private final Commands commands;
    private final RehearsalPace pace;
    private final Function<Prediction, String> outcome;
    private final Appendable out;
    private final LinkedBlockingQueue<Fact> facts = new LinkedBlockingQueue<>();
    private final Set<CheckpointMet> told = new HashSet<>();
    private Optional<String> refusal = Optional.empty();

    /**
     * Prepares a rehearsal that prints what happens, as it happens, to {@code out}.
     *
     * @param outcome says what came of a prediction
     */
    public Rehearsal(
            Lesson lesson,
            Session session,
            Commands commands,
            RehearsalPace pace,
            Function<Prediction, String> outcome,
            Appendable out) {
        this.lesson = lesson;
        this.session = session;
        this.commands = commands;
        this.pace = pace;
        this.outcome = outcome;
        this.out = out;
    }

    /**
     * A checkpoint that was not met.
     *
     * @param step its number and title
     */
    public record Unmet(String step, String checkpoint) {
        @Override
        public String toString() {
            return step + ": " + checkpoint;
        }
    }

    /**
     * How a rehearsal went.
     *
     * @param problems what failed beside the checkpoints, such as the deletion
     */
    public record Result(List<Unmet> unmet, List<String> problems) {
        public Result {
            unmet = List.copyOf(unmet);
            problems = List.copyOf(problems);
        }

        public boolean passed() {
            return unmet.isEmpty() && problems.isEmpty();
        }
    }

    /** Rehearses the whole lesson. */
    public Result run() throws InterruptedException {
        session.addListener(facts::add);
        var problems = new ArrayList<String>();
        print("Rehearsing: " + lesson.title());
        // What went wrong before anybody listened, such as a journal that could not be created.
        for (Banner banner : session.state().banners()) {
            if (banner.trouble() instanceof NotRecorded(var reason)) {
                timed(banner.since(), "! Not recorded: " + reason + ".");
            }
        }
        try {
            for (int i = 0; i < lesson.steps().size(); i++) {
                if (!rehearse(i, lesson.steps().get(i))) {
                    refusal.ifPresent(problems::add);
                    print("   The steps after this one build on it, so the rehearsal ends here.");
                    break;
                }
            }
        } finally {
            end(problems);
        }
        var unmet = new ArrayList<Unmet>();
        var steps = session.state().lesson().steps();
        outcomes(steps);
        for (int i = 0; i < steps.size(); i++) {
            var title = (i + 1) + " " + steps.get(i).title();
            steps.get(i).checkpoints().stream()
                    .filter(c -> !c.met())
                    .forEach(c -> unmet.add(new Unmet(title, c.text())));
        }
        return new Result(unmet, problems);
    }

    /** What the class will be asked to guess, so that the instructor knows before. */
    private void outcomes(List<Step> steps) {
        for (Step step : steps) {
            step.prediction().filter(p -> p.measured().isPresent()).ifPresent(p -> {
                print("");
                print("?  " + p.question());
                print("   " + outcome.apply(p));
            });
        }
    }

    /** Whether the step could be met. */
    private boolean rehearse(int index, LessonStep step) throws InterruptedException {
        print("");
        print((index + 1) + "  " + step.title());
        commands.enterStep(step.id());
        if (!await(
                s -> s.lesson().steps().get(index).enteredAt().isPresent(),
                pace.step(Optional.empty()),
                Optional.empty())) {
            print("   The step was not entered.");
            return false;
        }
        tellMetBefore(index);
        var button = step.button();
        if (button.isPresent()) {
            if (button.get().action() == Action.KILL) {
                settle();
            }
            if (button.get().action() != Action.PUBLISH || !published(index)) {
                print("   > " + button.get().label());
                press(button.get());
            }
        }
        // A stack of somebody else may meet the checkpoints of a deployment that was refused.
        boolean deploys = button.filter(b -> b.action() == Action.DEPLOY).isPresent();
        var most = pace.step(
                Optional.ofNullable(step.waits().get(session.state().info().source())));
        // The local cloud has the image, refuses to be given it, and tells so a look later.
        boolean local = session.state().info().source() == Source.LOCAL;
        long began = System.nanoTime();
        boolean done = await(
                met(index).and(s -> !deploys || s.ownership().created().isPresent()),
                most,
                button.map(StepButton::action).filter(action -> !(local && action == Action.PUBLISH)));
        if (!done) {
            unmet(session.state().lesson().steps().get(index)).forEach(c -> print("   ✗ not met: " + c.text()));
        }
        if (!step.checkpoints().isEmpty()) {
            print("   Waited " + seconds(Duration.ofNanos(System.nanoTime() - began)) + ", of at most " + seconds(most)
                    + ".");
        }
        return done;
    }

    /** The local cloud has this build's image, seen or not; what a registry holds already need not be pushed again. */
    private boolean published(int index) throws InterruptedException {
        return session.state().info().source() == Source.LOCAL || await(met(index), pace.settle(), Optional.empty());
    }

    private static Predicate<SessionState> met(int index) {
        return s -> s.lesson().steps().get(index).checkpoints().stream().allMatch(Checkpoint::met);
    }

    /** What counts since the session's start may have been met before anybody listened. */
    private void tellMetBefore(int index) {
        var step = session.state().lesson().steps().get(index);
        for (Checkpoint c : step.checkpoints()) {
            if (c.met() && told.add(new CheckpointMet(step.id(), c.id()))) {
                timed(c.metAt().get(), "✓ " + c.text());
            }
        }
    }

    /** Before a kill the traffic goes back to normal, so that every failure after it is the outage's. */
    private void settle() throws InterruptedException {
        var plan = session.state().traffic().plan();
        if (plan.mode().fails()) {
            commands.traffic(plan.with(TrafficPlan.Mode.NORMAL));
            await(
                    s -> s.traffic().plan().mode() == TrafficPlan.Mode.NORMAL
                            && s.traffic().lastSecond().total() > 0
                            && s.traffic().lastSecond().bad() == 0,
                    pace.settle(),
                    Optional.empty());
        }
    }

    private static List<Checkpoint> unmet(Step step) {
        return step.checkpoints().stream().filter(c -> !c.met()).toList();
    }

    private void press(StepButton button) {
        var plan = session.state().traffic().plan();
        switch (button.action()) {
            case PUBLISH -> commands.publish();
            case DEPLOY -> commands.deploy();
            case DELETE -> commands.delete();
            case KILL -> commands.kill();
            case STOP_TASK ->
                session.state()
                        .tasks()
                        .runningApp()
                        .ifPresentOrElse(
                                t -> commands.stopTask(t.taskId()),
                                () -> print("   There is no running task to stop."));
            case TRAFFIC -> button.mode().ifPresent(mode -> commands.traffic(plan.with(mode)));
            case REDEPLOY, ADMIT, EXTEND, WAKE_UP, START -> {
                // nothing that a lesson's button does
            }
        }
    }

    private void end(List<String> problems) throws InterruptedException {
        print("");
        print("Afterwards");
        commands.traffic(session.state().traffic().plan().with(TrafficPlan.Mode.OFF));
        if (gone(session.state())) {
            return;
        }
        if (session.state().ownership().created().isEmpty()) {
            print("   The stack that is there was not created by this rehearsal, and stays as it is.");
            return;
        }
        print("   > Delete the stack");
        commands.delete();
        if (!await(Rehearsal::gone, pace.delete(), Optional.of(Action.DELETE))) {
            var status = session.state().stack().status();
            problems.add("The stack was not deleted: its status is " + status
                    + session.state().stack().reason().map(r -> " (" + r + ")").orElse("") + ".");
            print("   ✗ " + problems.getLast());
        }
    }

    private static boolean gone(SessionState state) {
        return state.stack().absent();
    }

    /** Prints what happens until the state is as wanted; false after the time is up, or when the action was refused. */
    private boolean await(Predicate<SessionState> wanted, Duration atMost, Optional<Action> action)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            boolean refused = false;
            for (var fact = facts.poll(); fact != null; fact = facts.poll()) {
                tell(fact);
                refused |= ends(fact, action);
            }
            if (wanted.test(session.state())) {
                drain();
                return true;
            }
            long left = deadline - System.nanoTime();
            if (refused || left <= 0) {
                return false;
            }
            var next = facts.poll(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)), TimeUnit.NANOSECONDS);
            if (next != null) {
                tell(next);
                if (ends(next, action)) {
                    return false;
                }
            }
        }
    }

    /** Whether what was asked for was refused, or has failed: there is nothing more to wait for. */
    private boolean ends(Fact fact, Optional<Action> action) {
        return switch (fact.event()) {
            case ActionFailed failed
            when action.filter(failed.action()::equals).isPresent() -> {
                refusal = Optional.of(failed.message());
                yield true;
            }
            case StackObserved(StackFailed failed) ->
                action.filter(asked -> asked == (failed.what().equals("deletion") ? Action.DELETE : Action.DEPLOY))
                        .isPresent();
            default -> false;
        };
    }

    /** Prints the facts that had come by now. */
    private void drain() {
        for (var fact = facts.poll(); fact != null; fact = facts.poll()) {
            tell(fact);
        }
    }

    private void tell(Fact fact) {
        switch (fact.event()) {
            case CheckpointMet met -> {
                if (told.add(met)) {
                    timed(fact.at(), "✓ " + text(met));
                }
            }
            case StackObserved(StackStatusChanged status) ->
                timed(
                        fact.at(),
                        "stack " + status.status()
                                + status.reason().map(r -> ": " + r).orElse(""));
            case StackObserved(StackFailed failed) -> {
                timed(fact.at(), "✗ " + failed.resource() + ": " + failed.reason());
                failed.stoppedReason().ifPresent(reason -> print("            its task stopped: " + reason));
                failed.log().forEach(line -> print("            | " + line));
            }
            case StackObserved(SourceLost lost) -> timed(fact.at(), "! " + lost.source() + ": " + lost.reason());
            case MetricsObserved metrics -> {
                // too many to print; the checkpoints tell of them
            }
            case ActionFailed failed -> timed(fact.at(), "✗ " + failed.action().word() + ": " + failed.message());
            case ActionRequested requested -> {
                // printed when the button was pressed
            }
            case RecordingFailed failed -> timed(fact.at(), "! Not recorded: " + failed.reason() + ".");
            case RecordingResumed resumed -> timed(fact.at(), "Recorded again, in " + resumed.segment() + ".");
            default -> {
                // the journal has them all
            }
        }
    }

    private String text(CheckpointMet met) {
        return lesson.steps().stream()
                .filter(s -> s.id().equals(met.stepId()))
                .flatMap(s -> s.checkpoints().stream())
                .filter(c -> c.id().equals(met.checkpointId()))
                .map(Lesson.CheckpointRule::text)
                .findFirst()
                .orElse(met.checkpointId());
    }

    private static String seconds(Duration d) {
        return d.toSeconds() + "." + d.toMillisPart() / 100 + " s";
    }

    private void timed(Duration at, String text) {
        print(String.format(
                Locale.ROOT, "   %02d:%02d.%d  %s", at.toMinutes(), at.toSecondsPart(), at.toMillisPart() / 100, text));
    }

    private void print(String line) {
        try {
            out.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The rehearsal could not print", e);
        }
    }
}
