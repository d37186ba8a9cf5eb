package dev.sloconsole.session.lesson;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Staging;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.StepButton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lesson.
 *
 * @param message what the class is to take home, Markdown; may be empty
 * @param objective a ratio above 0 and below 1
 * @param window over which the error budget is spent
 * @param ratePerSecond what is planned for it; empty where the traffic says
 * @param dashboard one of the author's own, as Grafana exports it, in place of the lesson's
 */
public record Lesson(
        String title,
        String message,
        double objective,
        Duration window,
        Optional<Integer> ratePerSecond,
        List<LessonStep> steps,
        Optional<Path> dashboard) {

    private static final String BUILT_IN = "sre-slo.yaml";

    /**
     * A step of a lesson.
     *
     * @param text what the class reads, Markdown
     * @param notes what the speaker reads, Markdown; may be empty
     * @param waits how long the step takes, where its author says so
     * @param prediction what the class is asked before it
     * @param staging how it is put before the class
     */
    public record LessonStep(
            String id,
            String title,
            String text,
            String notes,
            Optional<StepButton> button,
            List<CheckpointRule> checkpoints,
            Map<Source, Duration> waits,
            Optional<Prediction> prediction,
            Staging staging) {
        public LessonStep {
            checkpoints = List.copyOf(checkpoints);
            waits = Map.copyOf(waits);
        }
    }

    /**
     * A checkpoint and what meets it.
     *
     * @param hold whether the wall stays a moment on what it shows then
     */
    public record CheckpointRule(String id, String text, Condition when, Since since, boolean hold) {}

    /** From when on an observation counts for a checkpoint. */
    public enum Since {
        /** After its step was entered. */
        STEP,
        /** At any time of the session, even before its step was entered. */
        SESSION
    }

    public Lesson {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("A lesson needs at least one step.");
        }
        if (!(objective > 0 && objective < 1)) {
            throw new IllegalArgumentException("The objective must be above 0 and below 1, not " + objective + ".");
        }
    }

    /** The eight steps about SLIs, SLOs and error budgets. */
    public static Lesson builtIn() {
        try (var in = Lesson.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("The built-in lesson " + BUILT_IN + " is not on the class path.");
            }
            return LessonReader.read(BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in lesson could not be read", e);
        }
    }

    /**
     * Reads a lesson file.
     *
     * @throws InvalidLessonException with all that is wrong with it, or if it cannot be read
     */
    public static Lesson read(Path file) {
        return LessonReader.read(file);
    }

    /** The same lesson with another objective and window. */
    public Lesson with(double newObjective, Duration newWindow) {
        return new Lesson(title, message, newObjective, newWindow, ratePerSecond, steps, dashboard);
    }

    /** The steps as a session on AWS or on the local cloud begins with them: nothing entered, nothing met. */
    public List<Step> outline(Source source) {
        return steps.stream()
                .map(s -> new Step(
                        s.id(),
                        s.title(),
                        s.text(),
                        s.notes(),
                        s.button(),
                        s.checkpoints().stream()
                                .map(c -> new Checkpoint(c.id(), c.text(), Optional.empty(), c.hold()))
                                .toList(),
                        Optional.empty(),
                        Optional.ofNullable(s.waits().get(source)),
                        s.prediction(),
                        s.staging()))
                .toList();
    }
}
