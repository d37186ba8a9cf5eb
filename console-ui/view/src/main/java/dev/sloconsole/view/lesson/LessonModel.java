package dev.sloconsole.view.lesson;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.view.Written;
import dev.sloconsole.view.header.HeaderModel;
import dev.sloconsole.view.stack.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The lesson as it stands.
 *
 * @param previous the step before the present one, if there is one
 * @param next the step after it
 * @param preview title and first sentence of the next step, for the instructor alone
 */
public record LessonModel(
        List<Row> rows,
        Optional<Card> card,
        Optional<String> previous,
        Optional<String> next,
        Optional<Preview> preview) {

    /** How far a step or a checkpoint is. */
    public enum Mark {
        DONE,
        NOW,
        TODO
    }

    /** A step in the list. */
    public record Row(String stepId, String title, boolean current, Mark mark) {}

    /** The step to come, in a title and a line of plain text. */
    public record Preview(String title, String firstLine) {}

    /**
     * The present step.
     *
     * @param title with its number
     * @param text Markdown
     * @param pacing empty before the step is entered
     * @param expectedWait how long it takes, or has taken so far, in words; empty where nobody said so, or nothing is waited for any more
     */
    public record Card(
            String title,
            String text,
            String notes,
            Optional<Pacing> pacing,
            Optional<Guess> guess,
            Optional<Button> button,
            String expectedWait,
            List<Check> checks) {}

    /**
     * The question before the step.
     *
     * @param unit of the guess
     * @param open a guess is still taken
     * @param outcome guess and outcome in words, as far as they are known
     */
    public record Guess(String stepId, String question, String unit, boolean open, String outcome) {

        /** A number as somebody types it, with a point or a comma; empty where it is none. */
        public static OptionalDouble typed(String typed) {
            var text = typed.strip().replace(',', '.').replace('−', '-');
            if (!text.matches("-?\\d{1,9}(\\.\\d{1,6})?")) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(Double.parseDouble(text));
        }
    }

    /**
     * The step's button.
     *
     * @param enabled false where it would be refused now
     * @param why it would be; empty while it is enabled
     */
    public record Button(StepButton does, boolean enabled, String why) {}

    /**
     * A checkpoint: {@code NOW} is the one the class waits for.
     *
     * @param note when it was met, or an empty string
     */
    public record Check(String text, Mark mark, String note) {}

    public static LessonModel from(SessionState state, HeaderModel header, Duration now) {
        var steps = state.lesson().steps();
        if (steps.isEmpty()) {
            return new LessonModel(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        int current = Math.clamp(state.lesson().current(), 0, steps.size() - 1);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            boolean done = step.done() || (step.checkpoints().isEmpty() && i < current);
            var mark = done ? Mark.DONE : i == current ? Mark.NOW : Mark.TODO;
            rows.add(new Row(step.id(), i + 1 + "  " + step.title(), i == current, mark));
        }
        return new LessonModel(
                List.copyOf(rows),
                Optional.of(card(state, current, header, now)),
                current == 0
                        ? Optional.empty()
                        : Optional.of(steps.get(current - 1).id()),
                current == steps.size() - 1
                        ? Optional.empty()
                        : Optional.of(steps.get(current + 1).id()),
                current == steps.size() - 1
                        ? Optional.empty()
                        : Optional.of(preview(steps.get(current + 1), current + 2)));
    }

    private static Preview preview(Step step, int number) {
        var line = step.text()
                .lines()
                .filter(l -> !l.isBlank())
                .takeWhile(l -> !l.startsWith("- "))
                .findFirst()
                .orElse("");
        var words = plain(step.text().replaceAll("\\s*\\n(?!\\n)\\s*", " "));
        int end = words.indexOf(". ");
        return new Preview(
                number + "  " + step.title(),
                line.isEmpty()
                        ? ""
                        : end < 0 ? words.strip() : words.substring(0, end + 1).strip());
    }

    private static Card card(SessionState state, int current, HeaderModel header, Duration now) {
        var step = state.lesson().steps().get(current);
        boolean live = state.info().source() != Source.REPLAY;
        var checks = new ArrayList<Check>();
        boolean waiting = step.enteredAt().isPresent();
        for (Checkpoint c : step.checkpoints()) {
            if (c.met()) {
                checks.add(new Check(
                        plain(c.text()), Mark.DONE, Written.shortClock(c.metAt().get())));
            } else {
                checks.add(new Check(plain(c.text()), waiting ? Mark.NOW : Mark.TODO, ""));
                waiting = false;
            }
        }
        return new Card(
                current + 1 + "  " + step.title(),
                step.text(),
                step.notes(),
                live ? Pacing.of(state, now) : Optional.empty(),
                step.prediction()
                        .map(p -> new Guess(
                                step.id(),
                                p.question(),
                                PredictionWords.unit(p.of()),
                                live && !p.settled(),
                                PredictionWords.comparison(p, state.info().objective()))),
                step.button()
                        .filter(b -> b.action() != Action.PUBLISH || header.badge() != Source.LOCAL)
                        .map(b -> button(b, state, header)),
                publishing(step, state).orElseGet(() -> Waiting.ofStep(step, state, now)),
                List.copyOf(checks));
    }

    /** What was built or pushed last, in the step whose button asked for it. */
    private static Optional<String> publishing(Step step, SessionState state) {
        return step.button()
                .filter(b -> b.action() == Action.PUBLISH)
                .flatMap(b -> state.ownership().publishing())
                .map(done -> done.isEmpty() ? "Building the image." : "Building and pushing: " + done + ".");
    }

    /** Checkpoints are one line of plain text. */
    private static String plain(String markdown) {
        return markdown.replace("`", "").replace("**", "");
    }

    private static Button button(StepButton does, SessionState state, HeaderModel header) {
        boolean enabled = enabled(does.action(), state, header);
        return new Button(does, enabled, enabled ? "" : header.whyNot(does.action()));
    }

    private static boolean enabled(Action action, SessionState state, HeaderModel header) {
        return switch (action) {
            case PUBLISH ->
                header.badge() == Source.AWS
                        && !header.ended()
                        && state.ownership().publishing().isEmpty();
            case DEPLOY -> header.canDeploy();
            case DELETE -> header.canDelete();
            case KILL -> header.canKill();
            case STOP_TASK -> !header.stops().isEmpty();
            case TRAFFIC -> header.trafficAllowed();
            case REDEPLOY, ADMIT, EXTEND, WAKE_UP, START -> false;
        };
    }
}
